"""A zip file that is the same bytes wherever it is written: parts stored as they are, with one date."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DATE = (2026, 1, 1, 0, 0, 0)


def stored_zip(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip file of ``parts`` in their order; another zlib would compress otherwise, so none does."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, DATE)
            entry.create_system = 0
            package.writestr(entry, content)
    return target.getvalue()
