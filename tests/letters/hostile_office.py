"""An office whose complainant, and whose officers' typing, are as hostile as texts can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_office import MAIL, PERFORMERS, DeskOffice, entry, examples

from pengaduan_xl.letters.catalogue import LETTERS

if TYPE_CHECKING:
    from pathlib import Path

MARKUP = 'A & B <w:p/> "kutip" {{ 7*7 }} {% for x in y %} {# z #} &lt; ]]> ${9} %s'
"""What other programs would take for commands; it must be printed as typed."""

EMOJI = "senyum 😀 keluarga 👨‍👩‍👧 aksara ꦲꦏ ﷽"
TURNED = "lunas\u202e000.05\u200f"
CONTROLS = "a\x00b\x07c\x1bd\x0ce"
LINES = f"satu\ttab\r\ndua\n\n\ntiga\u2028empat {TURNED} {CONTROLS}"
LONG = "Uraian panjang & <rinci> {{ nomor }}. " * 270
UNSEEN = "\u202e\u200f\u2066\ufeff\x00\x07\x1b"
NAME = f"../../Budi {MARKUP}"
COMPLAINT = {
    "name": NAME,
    "nik": "1672011203850001",
    "subject": f"Perihal {MARKUP}",
    "description": f"{MARKUP}\n{EMOJI}\n{LINES}\n{LONG}",
    "requested": MARKUP,
    "evidence": LINES,
    "location": MARKUP,
    "reported": MARKUP,
    "permit": MARKUP,
}
TYPED = f"Isian {MARKUP}"


def hostile_fields(key: str) -> dict[str, str]:
    """The mandatory fields of a letter, each plain text as hostile as the complaint."""
    fields = LETTERS[key].fields
    texts = {one.key: TYPED for one in fields if one.kind == "teks" and not one.choices}
    return examples(key) | {one: text for one, text in texts.items() if one != "foto"}


def make_letters(folder: Path, complaint: dict[str, str]) -> dict[str, Path]:
    """Take a complaint in and make every letter of it at the desk; return their files."""
    office = DeskOffice(folder)
    with office.desk() as desk:
        number = desk.receive(MAIL | complaint, entry()).complaint.number
        made: dict[str, Path] = {}
        for key in ("berkas-tidak-lengkap", "pelimpahan"):
            made[key] = desk.letter(number, key, entry(), hostile_fields(key)).files[0]
        for step, performer in enumerate(PERFORMERS, start=1):
            for letter in LETTERS.values():
                if letter.step == step:
                    fields = hostile_fields(letter.key)
                    made[letter.key] = desk.letter(
                        number, letter.key, entry(performer), fields
                    ).files[0]
            desk.finish(number, entry(performer, "Antrean"))
        desk.save()
    return made
