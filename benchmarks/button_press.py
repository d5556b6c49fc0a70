"""The least that a button making a letter can cost: a new Python, xlwings, and the render of that letter."""

from __future__ import annotations

import sys

import xlwings

from pengaduan_xl.letters.catalogue import find_letter
from pengaduan_xl.letters.render import render_letter
from pengaduan_xl.letters.sample import sample_job
from pengaduan_xl.resources import templates

if __name__ == "__main__":
    assert xlwings.__version__
    letter = find_letter(sys.argv[1])
    render_letter(sample_job(letter), templates() / letter.template)
