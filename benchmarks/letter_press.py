"""One letter in a new Python, as a button makes it: ``python benchmarks/letter_press.py KEY WAY``.

WAY is ``cepat`` (as the buttons do), ``docxtpl`` (that path alone), or ``isi`` (the letter's texts only, the
least that either has to do before).
"""

from __future__ import annotations

import sys

from pengaduan_xl.letters.catalogue import find_letter
from pengaduan_xl.letters.context import build_context
from pengaduan_xl.letters.sample import sample_job
from pengaduan_xl.resources import templates

if __name__ == "__main__":
    key, way = sys.argv[1:]
    job = sample_job(find_letter(key))
    if way == "isi":
        build_context(job)
    else:
        from pengaduan_xl.letters.render import PreparedTemplate

        template = PreparedTemplate(templates() / job.letter.template)
        (template.render if way == "cepat" else template.render_by_docxtpl)(job)
