"""What a letter may tell of the complainant (UU 27/2022; the sheet Register's column Rahasia)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pengaduan_xl.wording import mask_nik

if TYPE_CHECKING:
    from pengaduan_xl.domain.complaint import Complaint
    from pengaduan_xl.letters.catalogue import Letter

HIDDEN_NAME = "Pengadu (dirahasiakan)"
HIDDEN = "(dirahasiakan)"
EMPTY = "-"
"""How an empty field of the complaint prints."""

_Veils = list[tuple[re.Pattern[str], str]]
_ORGANISATION = re.compile(r"(PT|CV|UD|Fa|PD|Koperasi|Yayasan|LSM|Perkumpulan)\b", re.IGNORECASE)


class Identity:
    """The complainant as one letter may show them.

    A letter that may not name the complainant also loses the name, NIK, phone and e-mail wherever they
    were typed into other texts; an address stays there, since it may be the place complained about.
    An invitation of an open case loses them in the complaint's own words only: whom it invites is the
    officer's choice. A list of copies loses them in every letter.
    """

    def __init__(self, complaint: Complaint, letter: Letter) -> None:
        self._complaint = complaint
        confidential = complaint.confidential and not letter.show_identity
        self._named = not confidential and letter.identity != "tidak pernah"
        masked = _veils((complaint.nik, mask_nik(complaint.nik)))
        self._all = _veils(
            (complaint.name, HIDDEN_NAME),
            (complaint.proxy, HIDDEN),
            (complaint.nik, HIDDEN),
            (complaint.phone, HIDDEN),
            (complaint.email, HIDDEN),
        )
        self._told = masked if self._named else self._all
        self._typed = self._all if confidential else masked

    def fields(self) -> dict[str, str]:
        """Return the template field ``pengadu``."""
        given = self._complaint
        details = {
            "nik": mask_nik(given.nik),
            "alamat": given.address,
            "telepon": given.phone,
            "pos_el": given.email,
            "pekerjaan": given.occupation,
            "kuasa": given.proxy,
        }
        if not self._named:
            hidden = {key: HIDDEN if text else EMPTY for key, text in details.items()}
            return {"nama": HIDDEN_NAME, "sapaan": HIDDEN_NAME} | hidden
        shown = {key: one_line(text) or EMPTY for key, text in details.items()}
        name = one_line(given.name)
        return {"nama": name, "sapaan": _addressed(name)} | shown

    def told(self, text: str) -> str:
        """Return a text of the complaint without what the letter may not tell."""
        return _veiled(text, self._told)

    def typed(self, text: str) -> str:
        """Return a text that an officer typed for the letter without what the letter may not tell."""
        return _veiled(text, self._typed)

    def bare(self, text: str) -> str:
        """Return a text without the complainant's data whatever the letter, as lists of copies need it."""
        return _veiled(text, self._all)


def one_line(text: str) -> str:
    """Return a text with every run of white space as one blank."""
    return " ".join(text.split())


def _veils(*secrets: tuple[str, str]) -> _Veils:
    return [(_pattern(secret), shown) for secret, shown in secrets if secret.strip()]


def _veiled(text: str, veils: _Veils) -> str:
    for pattern, shown in veils:
        text = pattern.sub(shown, text)
    return text


def _addressed(name: str) -> str:
    return name if _ORGANISATION.match(name) else f"Sdr. {name}"


def _pattern(secret: str) -> re.Pattern[str]:
    """Match a secret as a whole word; several words in any case, one word only as typed.

    A complainant named "Warga" must not black out every *warga* of the text.
    """
    words = [re.escape(word) for word in secret.split()]
    phrase = r"\s+".join(words)
    return re.compile(rf"(?<!\w){phrase}(?!\w)", re.IGNORECASE if len(words) > 1 else 0)
