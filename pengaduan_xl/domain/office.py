"""The rules in force at an office, gathered from its sheets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pengaduan_xl.domain.office_hours import OfficeHours
from pengaduan_xl.domain.procedure_defaults import DEFAULT_VERSION
from pengaduan_xl.domain.procedure_sheet import default_procedure
from pengaduan_xl.errors import UnusableFileError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pengaduan_xl.domain.officers import Officer
    from pengaduan_xl.domain.procedure import Procedure


class UnknownVersionError(UnusableFileError):
    """A case or the settings name a version of the SOP that the sheets do not hold."""

    def __init__(self, version: str, known: tuple[str, ...]) -> None:
        super().__init__(
            f"Versi SOP '{version}' tidak ada (yang ada: {', '.join(known) or 'tidak satu pun'})",
            "Lengkapi lembar SOP dan Alur, atau perbaiki 'Versi SOP berlaku' di Pengaturan",
            where="SOP",
        )


@dataclass(frozen=True, slots=True)
class StatutoryDays:
    """The statutory clocks in calendar days; settings, since laws change.

    Attributes:
        response: First response, counted from receipt.
        decision: Decision, counted from the day the file was found complete.
        completion: Time for the complainant to complete a file.
    """

    response: int = 14
    decision: int = 60
    completion: int = 30


@dataclass(frozen=True, slots=True)
class Office:
    """Procedures by version, office hours, people and statutory days (*kantor*)."""

    procedures: Mapping[str, Procedure]
    hours: OfficeHours
    officers: tuple[Officer, ...] = ()
    version: str = DEFAULT_VERSION
    days: StatutoryDays = StatutoryDays()

    def procedure(self, version: str) -> Procedure:
        """Return the SOP of that version.

        Raises:
            UnknownVersionError: The sheets hold no such version.
        """
        if version not in self.procedures:
            raise UnknownVersionError(version, tuple(self.procedures))
        return self.procedures[version]

    @property
    def current(self) -> Procedure:
        """The SOP that new cases begin under."""
        return self.procedure(self.version)

    @classmethod
    def default(cls, officers: tuple[Officer, ...] = ()) -> Office:
        """Return an office that follows the package's default SOP, hours and holidays."""
        return cls({DEFAULT_VERSION: default_procedure()}, OfficeHours.default(), officers)
