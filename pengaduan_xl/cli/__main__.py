"""``python -m pengaduan_xl.cli``: the command line, as the system's schedulers start it."""

from __future__ import annotations

from pengaduan_xl.cli import main

if __name__ == "__main__":
    main()
