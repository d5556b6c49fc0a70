"""The command that makes letters, of one case or of all at a step, and prints them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pengaduan_xl import clock
from pengaduan_xl.cli.acts import entry_of, with_notices
from pengaduan_xl.cli.letter_details import read_details, read_fields
from pengaduan_xl.cli.letter_prints import (
    LettersShown,
    print_options,
    printed_fields,
    show_letters,
    show_printed,
    wish_of,
)
from pengaduan_xl.cli.letter_records import change_record, record_of, record_options
from pengaduan_xl.cli.options import entry_options, office_command, register_path
from pengaduan_xl.cli.output import outcome_fields, show_json, show_outcome
from pengaduan_xl.correspondence.batch import Batch, BatchOrder, letters_of_case, letters_of_step
from pengaduan_xl.correspondence.files import LetterNotWrittenError, LettersNotWrittenError
from pengaduan_xl.correspondence.printing import Printed, print_letters, stale_pdfs
from pengaduan_xl.desk import Desk
from pengaduan_xl.domain.officers import find_person
from pengaduan_xl.errors import NotFoundError
from pengaduan_xl.letters.catalogue import LETTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pengaduan_xl.cli.letter_prints import PrintWish
    from pengaduan_xl.correspondence.printing import PrintOrder
    from pengaduan_xl.desk import Entry, Outcome
    from pengaduan_xl.errors import PengaduanError


class NoLettersYetError(NotFoundError):
    """A case has no letters to print."""

    def __init__(self, number: str) -> None:
        super().__init__(
            "Pengaduan ini belum mempunyai surat",
            f"Buat dahulu, misalnya: pengaduan surat {number} tanda-terima",
            where=number,
        )


@office_command(
    "pengaduan surat 2026-0001 disposisi --oleh 'Kepala Dinas Contoh' "
    '--isi isi_disposisi="Siapkan surat balasan"\n\n'
    "Semua pengaduan pada tahap 4: pengaduan surat --semua --tahap 4 --oleh 'Kepala Seksi Contoh' "
    "--isian isian.json --cetak\n\nSurat: " + ", ".join(LETTERS)
)
@click.argument("nomor", required=False, default="")
@click.argument("surat_apa", metavar="[SURAT]", required=False, default="")
@click.option("--semua", is_flag=True, help="Untuk semua pengaduan pada --tahap.")
@click.option(
    "--tahap",
    type=int,
    metavar="TAHAP",
    help="Tahap untuk --semua; tanpa SURAT dibuat surat yang diminta tahap itu.",
)
@click.option("--isi", multiple=True, metavar="KUNCI=NILAI", help="Isian surat; boleh diulang.")
@click.option(
    "--isian",
    metavar="BERKAS",
    type=click.Path(path_type=Path),
    help="Berkas JSON berisi isian surat; dengan --semua: isian menurut nomor, '*' untuk semuanya.",
)
@print_options
@record_options
@entry_options
@click.pass_context
def surat(
    ctx: click.Context,
    /,
    nomor: str,
    surat_apa: str,
    isi: tuple[str, ...],
    isian: Path | None,
    tahap: int | None,
    *,
    semua: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """Buat surat untuk pengaduan, satu atau semua pada sebuah tahap, dan cetak."""
    _refuse_mixtures(ctx)
    record = record_of(ctx, options)
    wish, entry = wish_of(options), entry_of(options)
    if record.changes:
        change_record(ctx, record, entry, as_json=as_json)
    elif surat_apa:
        wanted, anew = {surat_apa: read_fields(isi, isian)}, record.anew
        _one(ctx, lambda desk: desk.letters(nomor, wanted, entry, anew=anew), wish, as_json=as_json)
    elif semua:
        order = BatchOrder(tahap or 0, nomor, read_details(isi, isian))
        title = f"Tahap {order.step}"
        _many(ctx, title, lambda desk: _of_step(desk, order, entry), wish, as_json=as_json)
    else:
        _many(ctx, nomor, lambda desk: _of_case(desk, nomor, entry), wish, as_json=as_json)


def _refuse_mixtures(ctx: click.Context) -> None:
    """Refuse arguments and options that do not go together."""
    given = ctx.params
    is_batch, has_letter = given["semua"], bool(given["surat_apa"])
    prints = given["pdf"] or given["cetak"] is not None
    whole_case = not is_batch and not has_letter
    mixtures = (
        (is_batch and given["tahap"] is None, "--semua memerlukan --tahap, mis. --tahap 4."),
        (is_batch and has_letter, "Dengan --semua tulis SURAT saja, tanpa NOMOR."),
        (not is_batch and given["tahap"] is not None, "--tahap hanya bersama --semua."),
        (not is_batch and not given["nomor"], "Tulis NOMOR, atau --semua dan --tahap."),
        (
            whole_case and not prints,
            "Tulis SURAT; tanpa SURAT, semua surat pengaduan itu dicetak dengan --pdf atau --cetak.",
        ),
        (whole_case and (given["isi"] or given["isian"]), "--isi dan --isian memerlukan SURAT."),
        (given["satu_muka"] and given["cetak"] is None, "--satu-muka hanya bersama --cetak."),
        (
            given["cetak"] and not given["cetak"].lower().endswith(".pdf"),
            f"'{given['cetak']}' bukan nama berkas PDF; --cetak tanpa nama ditulis paling akhir.",
        ),
    )
    for is_wrong, text in mixtures:
        if is_wrong:
            ctx.fail(text)


def _one(
    ctx: click.Context, act: Callable[[Desk], Outcome], wish: PrintWish, *, as_json: bool
) -> None:
    """Make a letter, and print it; a PDF that fails does not hide that the letter is made."""
    with Desk(register_path(ctx), clock.now) as desk:
        outcome = act(desk)
        desk.save()
        order = wish.order(desk.path.parent)
    outcome = with_notices(outcome, desk)
    outcome = outcome._replace(warnings=(*outcome.warnings, *_outdated(outcome.files, order)))
    printed = Printed()
    try:
        printed = print_letters(outcome.files, order)
    finally:
        if as_json:
            show_json(outcome_fields(outcome) | printed_fields(printed))
        else:
            show_outcome(f"surat {ctx.params['surat_apa']} dibuat", outcome, as_json=False)
            show_printed(printed)


def _many(
    ctx: click.Context,
    title: str,
    take: Callable[[Desk], Batch],
    wish: PrintWish,
    *,
    as_json: bool,
) -> None:
    """Make letters, save them together, print them, and tell what became of each case."""
    with Desk(register_path(ctx), clock.now) as desk:
        batch = take(desk)
        trouble = _saved(desk)
        order = wish.order(desk.path.parent)
    made = [path for case in batch.cases for path in case.made]
    warnings = dict.fromkeys(text for case in batch.cases for text in case.warnings)
    notices = (*warnings, *desk.notices, *_outdated(made, order))
    printed = Printed()
    try:
        if trouble:
            raise trouble
        printed = print_letters(batch.files, order)
    finally:
        shown = LettersShown(title, batch, notices, desk.is_pending)
        show_letters(shown, printed, as_json=as_json)
    if batch.refused:
        ctx.exit(1)


def _saved(desk: Desk) -> PengaduanError | None:
    """Save; return the error when only letters' files could not be written, after all else was."""
    try:
        desk.save()
    except (LetterNotWrittenError, LettersNotWrittenError) as error:
        return error
    return None


def _of_step(desk: Desk, order: BatchOrder, entry: Entry) -> Batch:
    day = (entry.happened or desk.now()).date()
    find_person(desk.ledger.office.officers, entry.by, day)  # told once, not at every case
    make = partial(desk.letters, entry=entry)
    return letters_of_step(desk.correspondence(), order, make)


def _of_case(desk: Desk, number: str, entry: Entry) -> Batch:
    make = partial(desk.letters, entry=entry)
    case = letters_of_case(desk.correspondence(), number, make)
    if not case.files and not case.refusal:
        raise NoLettersYetError(number)
    return Batch((case,), (), ())


def _outdated(letters: Iterable[Path], order: PrintOrder) -> list[str]:
    """Return that PDFs beside letters made now are older than these."""
    names = [] if order.beside else [path.name for path in stale_pdfs(letters)]
    if not names:
        return []
    return [f"PDF lama belum tentu sama dengan suratnya: {', '.join(names)}. Perbarui dengan --pdf"]
