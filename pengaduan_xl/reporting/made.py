"""What came of making a recap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from pathlib import Path

Recap_co = TypeVar("Recap_co", covariant=True)


class Made(NamedTuple, Generic[Recap_co]):
    """A recap and what came of it.

    Attributes:
        recap: The recap.
        file: Its workbook.
        left_out: Numbers left out since their rows are broken.
        notices: What staff should know.
        document: It in official form, to be signed; ``None`` when that could not be made, as a notice says.
    """

    recap: Recap_co
    file: Path
    left_out: tuple[str, ...]
    notices: tuple[str, ...]
    document: Path | None = None
