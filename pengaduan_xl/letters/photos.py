"""Pictures that officers add to a letter: found in the office's folder, checked, bounded, drawn."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from pengaduan_xl.errors import InputDataError
from pengaduan_xl.letters.job import Photo

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from markupsafe import Markup

    from pengaduan_xl.letters.job import LetterJob

MAX_PHOTOS = 6
"""Three fit a page; more belong on a disc, with the file."""

MAX_PHOTO_BYTES = 3_000_000
WIDTH_MM, HEIGHT_MM = 120.0, 72.0
"""The space of a picture; it fills one side of it, its proportions kept."""

_KINDS = {"image/png", "image/jpeg"}
_DRAWING = "</w:t></w:r><w:r><w:drawing>{}</w:drawing></w:r><w:r><w:t>"


class TooManyPhotosError(InputDataError):
    """More pictures than a letter may hold."""

    def __init__(self, letter: str, count: int) -> None:
        super().__init__(
            f"Foto ada {count}, paling banyak {MAX_PHOTOS}",
            "Pilih yang paling jelas; selebihnya simpan pada berkas pengaduan",
            where=f"Surat {letter}",
        )


class PhotoUnusableError(InputDataError):
    """A picture cannot be put into a letter; ``problem`` says why, in Indonesian."""

    def __init__(self, letter: str, name: str, problem: str) -> None:
        super().__init__(
            f"Foto '{name}' {problem}",
            "Simpan foto sebagai PNG atau JPEG paling besar 3 MB di folder kantor, lalu perbaiki isian foto",
            where=f"Surat {letter}",
        )


def read_photos(job: LetterJob, names: Sequence[str]) -> list[Photo]:
    """Return the pictures of these names, which are paths inside the office's folder.

    Raises:
        TooManyPhotosError: There are more than :data:`MAX_PHOTOS`.
        PhotoUnusableError: One is not there, too large, or no PNG or JPEG.
    """
    if len(names) > MAX_PHOTOS:
        raise TooManyPhotosError(job.letter.key, len(names))
    return [_photo(job, name) for name in names]


def with_pictures(value: Any, part: Any) -> Any:
    """Return a context with each :class:`Photo` drawn into ``part``, the body of an opened document."""
    if isinstance(value, dict):
        return {key: with_pictures(one, part) for key, one in value.items()}
    if isinstance(value, list):
        return [with_pictures(one, part) for one in value]
    return _drawn(value, part) if isinstance(value, Photo) else value


def has_pictures(value: object) -> bool:
    """Say whether a context holds a :class:`Photo`."""
    if isinstance(value, dict):
        return any(map(has_pictures, value.values()))
    return any(map(has_pictures, value)) if isinstance(value, list) else isinstance(value, Photo)


def _photo(job: LetterJob, name: str) -> Photo:
    path = _inside(job.folder, name)
    if path is None or not path.is_file():
        raise PhotoUnusableError(job.letter.key, name, "tidak ada di folder kantor")
    try:
        large = path.stat().st_size > MAX_PHOTO_BYTES
        size = None if large else _size(path.read_bytes())
    except OSError as error:
        raise PhotoUnusableError(job.letter.key, name, "tidak dapat dibaca") from error
    if size is None:
        problem = "lebih besar dari 3 MB" if large else "bukan gambar PNG atau JPEG yang utuh"
        raise PhotoUnusableError(job.letter.key, name, problem)
    width, height = size
    return Photo(path, round(min(WIDTH_MM, HEIGHT_MM * width / height), 1))


def _size(content: bytes) -> tuple[int, int] | None:
    """Return width and height of a picture in dots, ``None`` when it is none that letters show."""
    from docx.image.exceptions import (
        InvalidImageStreamError,
        UnexpectedEndOfFileError,
        UnrecognizedImageError,
    )
    from docx.image.image import Image

    try:
        image = Image.from_blob(content)
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError):
        return None
    shown = image.content_type in _KINDS and image.px_width > 0 and image.px_height > 0
    return (image.px_width, image.px_height) if shown else None


def _inside(folder: Path | None, name: str) -> Path | None:
    """Return the path of a name inside the office's folder, ``None`` for one that leads out of it."""
    if folder is None:
        return None
    path = (folder / name.replace("\\", "/")).resolve()
    return path if path.is_relative_to(folder.resolve()) else None


def _drawn(photo: Photo, part: Any) -> Markup:
    """Return a picture as the XML that takes a run's place, as docxtpl does it, its file name left out."""
    from docx.shared import Mm
    from markupsafe import Markup

    inline = part.new_pic_inline(io.BytesIO(photo.path.read_bytes()), width=Mm(photo.width_mm))
    return Markup(_DRAWING.format(inline.xml))
