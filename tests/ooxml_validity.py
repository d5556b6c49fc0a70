"""Files judged by openxml-audit, which carries out the rules of Microsoft's Open XML SDK in plain Python."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from openxml_audit import OpenXmlValidator, ValidationSeverity

PERMITTED = (
    # ISO/IEC 29500-1, 11.3: a main document part is permitted, not required, to have these two.
    "relationships/fontTable' is missing",
    "relationships/theme' is missing",
)
IN_ANY_ORDER = "/styleSheet[1]/fonts[1]/font["
"""ISO/IEC 29500-1, 18.8.22: what a font is told by is a choice repeated, not a sequence."""


@cache
def _validator() -> OpenXmlValidator:
    return OpenXmlValidator(max_errors=0)


def ooxml_faults(content: bytes, suffix: str = ".docx") -> list[str]:
    """Return what the SDK calls an error in a file, part by part; its warnings are advice."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"berkas{suffix}"
        path.write_bytes(content)
        found = _validator().validate(path).errors
    return [
        f"{one.part_uri} {one.path}: {one.description}"
        for one in found
        if one.severity == ValidationSeverity.ERROR
        and not one.description.rstrip(".").endswith(PERMITTED)
        and not (one.path or "").startswith(IN_ANY_ORDER)
    ]
