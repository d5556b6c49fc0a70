"""Lines of the journal: what is written comes back the same, and nothing else is taken for a line."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from journal_samples import NOW, event

from pengaduan_xl.domain.complaint import Event
from pengaduan_xl.register.journal.lines import (
    ACT,
    Line,
    read_line,
    read_operation,
    write_line,
    write_operation,
)
from pengaduan_xl.register.operations import LetterCell, NewEvent, NewRow, RecapRow
from pengaduan_xl.register.schema import TABLES

if TYPE_CHECKING:
    from pengaduan_xl.domain.findings import CellValue
    from pengaduan_xl.register.operations import Operation

texts = st.text(st.characters(exclude_categories=())) | st.sampled_from(
    ["\n", "\r\n", "\u2028", "\x00", '"}', "\ud800", ',"sidik":"', "Ω≈ç", "😀", " "]
)
numbers = st.integers() | st.floats(allow_nan=False) | st.just(0)
values = st.one_of(texts, numbers, st.booleans(), st.none(), st.datetimes(), st.dates(), st.times())
rows = st.dictionaries(texts, values, max_size=5)
filled_rows = rows.map(lambda row: {key: cell for key, cell in row.items() if cell is not None})
moments = st.datetimes()
events = st.builds(
    Event,
    seq=st.integers(),
    number=texts,
    step=st.integers(),
    kind=texts,
    next_step=st.none() | st.integers(),
    officer=texts,
    happened=moments,
    recorded=moments,
    started=st.none() | moments,
    minutes=st.none() | st.integers(),
    reason=texts,
    digest=texts,
)
operations = st.one_of(
    st.builds(NewEvent, events),
    st.builds(NewRow, st.sampled_from([table.name for table in TABLES]), filled_rows),
    st.builds(LetterCell, texts, st.none() | st.integers(1, 9999), texts, values),
    st.builds(RecapRow, st.dates(), rows),
)


def line(body: dict[str, Any] | None = None) -> bytes:
    return write_line(3, ACT, NOW, body or {"isi": ["Isi"]}, "abc")[0]


def sealed(text: str) -> bytes:
    """A line with the right Sidik whatever it says."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return f'{text},"sidik":"{digest}"}}'.encode()


def as_saved(operation: Operation) -> Operation:
    """The operation after it was written and read as JSON."""
    return read_operation(json.loads(json.dumps(write_operation(operation))))


def test_a_line_says_its_place_kind_moment_and_the_line_before_it() -> None:
    raw, digest = write_line(3, ACT, NOW, {"isi": []}, "abc")
    assert read_line(raw[:-1]) == Line(3, ACT, NOW, {"isi": []}, "abc", digest)
    assert raw.startswith(b'{"no":3,"jenis":"tindakan","waktu":"2026-11-23T09:00:00","isi":[],')
    assert raw.endswith(f',"sebelum":"abc","sidik":"{digest}"}}\n'.encode())


def test_a_line_is_a_json_object_that_any_program_can_read() -> None:
    assert json.loads(line())["isi"] == ["Isi"]


@given(st.dictionaries(texts.map("x{}".format), texts | numbers | st.booleans()))
def test_whatever_a_line_holds_it_is_one_line_of_ascii(body: dict[str, Any]) -> None:
    raw = line(body or None)
    assert raw.isascii()
    assert raw.splitlines(keepends=True) == [raw]
    read = read_line(raw[:-1])
    assert read is not None
    assert read.body == (body or {"isi": ["Isi"]})


@given(st.data())
def test_a_line_of_which_a_byte_was_changed_is_none(data: st.DataObject) -> None:
    raw = bytearray(line()[:-1])
    place = data.draw(st.integers(0, len(raw) - 1))
    raw[place] = data.draw(st.integers(0, 255).filter(lambda byte: byte != raw[place]))
    assert read_line(bytes(raw)) is None


def test_a_line_that_ends_early_or_begins_late_is_none() -> None:
    raw = line()[:-1]
    assert not any(read_line(raw[:size]) for size in range(len(raw)))
    assert not any(read_line(raw[start:]) for start in range(1, len(raw) + 1))


def test_a_line_with_bytes_added_is_none() -> None:
    raw = line()[:-1]
    assert not any(read_line(raw[:at] + b" " + raw[at:]) for at in range(len(raw) + 1))


@pytest.mark.parametrize("text", [
    "", "[1", '{"no":1', '{"no":1,"jenis":"awal","waktu":"kemarin","sebelum":""',
    '{"no":"1","jenis":"awal","waktu":"2026-11-23","sebelum":""',
    '{"no":1,"jenis":null,"waktu":"2026-11-23","sebelum":""',
    '{"no":1,"jenis":"awal","waktu":"2026-11-23","sebelum":0',
    '{"no":1,"jenis":"awal","waktu":5,"sebelum":""', "[" * 100_000,
])  # fmt: skip
def test_a_sound_seal_on_something_else_makes_no_line(text: str) -> None:
    assert read_line(sealed(text)) is None


@given(operations)
def test_an_operation_comes_back_as_it_was_written(operation: Operation) -> None:
    assert as_saved(operation) == operation


@pytest.mark.parametrize(
    "value",
    [0, False, True, 0.0, -1, 1.5, "0", "\ud83d", "a\r\nb", "\u2028", " ", "2026-11-23", None,
     date(2026, 11, 23), time(7, 30), datetime.fromisoformat("2026-11-23T07:30:00.000001")],
)  # fmt: skip
def test_a_value_keeps_its_type(value: CellValue) -> None:
    back = as_saved(LetterCell("503/001", 2026, "Ket.", value))
    assert isinstance(back, LetterCell)
    assert (back.value, type(back.value)) == (value, type(value))


def test_empty_cells_of_events_and_new_rows_are_left_out() -> None:
    assert "Alasan" not in write_operation(NewEvent(event()))["riwayat"]
    assert write_operation(NewRow("Isian", {"Nilai": None, "Tahap": 0}))["isi"] == {"Tahap": 0}


def test_an_empty_cell_of_a_recap_is_kept_so_that_it_empties_the_row() -> None:
    recap = RecapRow(NOW.date(), {"Petugas": None})
    assert as_saved(recap) == recap


@pytest.mark.parametrize("raw", [
    {}, {"tabel": "Tabel1", "isi": {}}, {"tabel": "Isian"}, {"tabel": [], "isi": {}}, {"riwayat": {}},
    {"riwayat": []}, {"surat": "503/001"}, {"surat": "503/001", "sel": [1]}, {"rekap": "kemarin", "isi": {}},
    {"rekap": "2026-11-23", "isi": 4}, {"rekap": "2026-11-23", "isi": {"Masuk": {"tanggal": 1}}},
    {"rekap": "2026-11-23", "isi": {"Masuk": {"tanggal": "2026-11-23", "jam": "07:30"}}},
])  # fmt: skip
def test_what_is_no_operation_is_refused(raw: dict[str, Any]) -> None:
    with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
        read_operation(raw)


@pytest.mark.parametrize(
    ("heading", "value"),
    [("No. Urut", "1"), ("No. Urut", None), ("Waktu Kejadian", "2026-11-23"), ("Sidik", 5),
     ("Menit Kerja", "lima"), ("Alasan", None)],
)  # fmt: skip
def test_an_event_with_a_cell_of_another_kind_is_refused(heading: str, value: object) -> None:
    raw = write_operation(NewEvent(event()))
    raw["riwayat"][heading] = value
    with pytest.raises(TypeError, match=heading):
        read_operation(raw)
