"""What the protocol can refuse a request with (section 3.6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from library.errors import KartotekError


class Code(StrEnum):
    """The protocol's names of what is wrong."""

    BAD_VERB = "badVerb"
    BAD_ARGUMENT = "badArgument"
    BAD_TOKEN = "badResumptionToken"
    NO_SUCH_FORMAT = "cannotDisseminateFormat"
    NO_SUCH_RECORD = "idDoesNotExist"
    NO_RECORDS = "noRecordsMatch"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, and a sentence for whoever reads the harvester's log."""

    code: Code
    message: str


class RefusedError(KartotekError):
    """The request cannot be answered with what it asks for."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(fault.message for fault in faults))
        self.faults = tuple(faults)


def refused(code: Code, message: str) -> RefusedError:
    """Make the refusal of a request with one thing wrong in it."""
    return RefusedError([Fault(code, message)])
