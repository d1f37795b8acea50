"""Reads what an editor wrote beside a file: report.pdf.yaml or report.pdf.json, in the fields of the exchange format."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import yaml

from library.errors import InvalidRecordError
from library.record import Description, sentence_of

ENDINGS = (".yaml", ".yml", ".json")
_LISTS = frozenset({"publishers", "commissioners", "authors", "topics", "keywords"})
MAX_SIZE = 1_000_000  # bytes; a description with the longest abstract has a tenth


def sidecars_of(path: Path) -> list[Path]:
    """Return the sidecars that lie beside a file."""
    return [beside for beside in _possible(path) if beside.is_file()]


def is_sidecar(path: Path) -> bool:
    """Tell whether a file's name is that of a sidecar: another file's name and one more ending."""
    return path.suffix.lower() in ENDINGS and bool(Path(path.stem).suffix)


def described_file(path: Path) -> Path:
    """Return the file that a sidecar is of."""
    return path.with_suffix("")


def read_sidecar(path: Path) -> Description:
    """Return what the sidecars of a file say; nothing if there are none.

    A list may be written as one value («publishers: Nordregio»), a date or a number without quotation marks. Raises
    InvalidRecordError with a sentence that names the file and the field at fault.
    """
    found = sidecars_of(path)
    if len(found) > 1:
        raise InvalidRecordError(f"{path.name} has two sidecars, {found[0].name} and {found[1].name}; keep one.")
    return _read(found[0]) if found else Description()


def _possible(path: Path) -> Iterator[Path]:
    return (path.with_name(path.name + ending) for ending in ENDINGS)


def _read(sidecar: Path) -> Description:
    try:
        if sidecar.stat().st_size > MAX_SIZE:
            raise InvalidRecordError(f"{sidecar.name} has more than {MAX_SIZE / 1e6:.0f} MB, which no description has.")
        # JSON is YAML as well, so that one reader serves both.
        return msgspec.convert(_plain(yaml.safe_load(sidecar.read_text(encoding="utf-8-sig"))), Description)
    except OSError as error:
        raise InvalidRecordError(f"{sidecar.name} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise InvalidRecordError(f"{sidecar.name} is not in UTF-8; save it as UTF-8.") from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:  # ValueError: a date that no calendar has
        raise InvalidRecordError(f"{sidecar.name} is neither YAML nor JSON: {' '.join(str(error).split())}.") from None
    except msgspec.ValidationError as error:
        raise InvalidRecordError(f"{sidecar.name}: {sentence_of(error)}") from None


def _plain(said: object) -> object:
    """Return the fields as JSON would have them: text as text, one value of a list as a list of one."""
    if not isinstance(said, dict):
        return said if said is not None else {}
    return {str(name): _value(str(name), value) for name, value in said.items() if value is not None}


def _value(name: str, value: object) -> object:
    if name in _LISTS and not isinstance(value, list):
        return [_text(value)]
    if isinstance(value, list) and name in _LISTS:
        return [_text(item) for item in value]
    return value if isinstance(value, dict | list) else _text(value)


def _text(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()[:10]
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
