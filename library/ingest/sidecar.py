"""Reads what an editor wrote beside a file: report.pdf.yaml or report.pdf.json, in the fields of the exchange format."""

from __future__ import annotations

import os
import re
from itertools import islice
from pathlib import Path

import msgspec
import yaml

from library.cleaning import clean_text
from library.errors import InvalidRecordError
from library.record import Description, sentence_of

ENDINGS = (".yaml", ".yml", ".json")
_LISTS = frozenset({"aliases", "publishers", "commissioners", "authors", "topics", "keywords"})
# Bytes. A description with the longest abstract has half of it; more would take seconds to parse, while all else waits.
MAX_SIZE = 250_000
_NULL = "tag:yaml.org,2002:null"


def sidecars_of(path: Path) -> list[Path]:
    """Return the sidecars that lie beside a file."""
    return [beside for ending in ENDINGS for beside in _existing(path, ending)]


def is_sidecar(path: Path) -> bool:
    """Tell whether a file's name is that of a sidecar: another file's name and one more ending."""
    return path.suffix in {*ENDINGS, *map(str.upper, ENDINGS)} and bool(Path(path.stem).suffix)


def lies_beside(path: Path) -> bool:
    """Tell whether a file is a sidecar and the file that it is of is there."""
    return is_sidecar(path) and os.path.exists(described_file(path))  # noqa: PTH110 - Path.exists fails at a name that is too long


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


def _existing(path: Path, ending: str) -> list[Path]:
    """The sidecar of this ending, in small letters or in capitals, which some file systems take for the same."""
    possible = (path.with_name(path.name + written) for written in (ending, ending.upper()))
    return list(islice(filter(os.path.isfile, possible), 1))  # Path.is_file fails at a name that is too long to look for


class _Loader(yaml.BaseLoader):
    """Makes text of all but null: «no» is a language here, and what YAML makes of numbers and merged mappings may be a bomb."""

    def construct_scalar(self, node: yaml.ScalarNode) -> str:
        """Return the text; JSON writes letters beyond the first 65,536 as pairs of halves."""
        text = str(super().construct_scalar(node))
        return clean_text(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


_Loader.add_implicit_resolver(_NULL, re.compile("(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])
_Loader.add_constructor(_NULL, lambda loader, node: None)  # noqa: ARG005 - yaml calls it with these


def _read(sidecar: Path) -> Description:
    try:
        if sidecar.stat().st_size > MAX_SIZE:
            raise InvalidRecordError(f"{sidecar.name} has more than {MAX_SIZE / 1e3:.0f} kB, which no description has.")
        # JSON is YAML as well, so that one reader serves both.
        said = yaml.load(sidecar.read_text(encoding="utf-8-sig"), Loader=_Loader)
        return msgspec.convert(_plain(said), Description, strict=False)
    except OSError as error:
        raise InvalidRecordError(f"{sidecar.name} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise InvalidRecordError(f"{sidecar.name} is not in UTF-8; save it as UTF-8.") from None
    except RecursionError:
        raise InvalidRecordError(f"{sidecar.name} is nested without end, as no description is.") from None
    except yaml.YAMLError as error:
        raise InvalidRecordError(f"{sidecar.name} is neither YAML nor JSON: {' '.join(str(error).split())}.") from None
    except msgspec.ValidationError as error:
        raise InvalidRecordError(f"{sidecar.name}: {sentence_of(error)}") from None


def _plain(said: object) -> object:
    """Return the fields that have a value, one value of a list as a list of one."""
    if not isinstance(said, dict):
        return said if said is not None else {}
    return {str(name): _value(str(name), value) for name, value in said.items() if value is not None}


def _value(name: str, value: object) -> object:
    return [value] if name in _LISTS and not isinstance(value, list) else value
