"""What a library is said to know of a document is checked as strictly as the rest of a record."""

import msgspec
import pytest

from library.copying import check_copy, restore
from library.document import DetectedLanguage, DocumentFile, Provenance
from library.errors import InvalidRecordError
from library.record import parse_record
from tests.library.documents import document

LEAST: dict[str, object] = {"id": "bok", "title": "Bok", "type": "report"}
REFUSED: dict[str, tuple[dict[str, object], str]] = {
    "without an id": ({"id": None, "library": {}}, "library: .*needs the id"),
    "an unknown field": ({"library": {"updated": "2020-01-01T00:00:00Z"}}, "library: there is no field updated"),
    "provenance of nothing": ({"library": {"provenance": {"titel": "record"}}}, "library.provenance: .*'titel'"),
    "provenance of what is the library's": ({"library": {"provenance": {"files": "file"}}}, "library.provenance: .*'files'"),
    "an unknown provenance": ({"library": {"provenance": {"title": "guess"}}}, r"library\.provenance.*: "),
    "a time without a zone": ({"library": {"first_seen": "2020-01-01T00:00:00"}}, r"library\.first_seen: "),
    "a time before all calendars": ({"library": {"first_seen": "0001-01-01T00:00:00+14:00"}}, r"library\.first_seen: "),
    "languages of other pages": (
        {"pages": [{"text": "x"}], "library": {"page_languages": ["nb", "nn"]}},
        "2 languages of 1 pages",
    ),
    "a language that is none": (
        {"library": {"detected": {"language": "bokmål", "confidence": 1}}},
        r"library\.detected\.language: ",
    ),
    "more than certain": ({"library": {"detected": {"language": "nb", "confidence": 2}}}, r"library\.detected\.confidence: "),
    "a digest that is none": ({"files": [{"filename": "a", "media_type": "b", "sha256": "../x"}]}, r"files\[0\]\.sha256: "),
}


@pytest.mark.parametrize(("fields", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_what_no_library_wrote_is_refused_by_field(fields: dict[str, object], sentence: str) -> None:
    with pytest.raises(InvalidRecordError, match=sentence):
        check_copy(parse_record(msgspec.json.encode({**LEAST, **fields})))


HELD = DocumentFile(filename="a.pdf", media_type="application/pdf", sha256="a" * 64)
THERE = DocumentFile(filename="a.pdf", media_type="application/pdf", sha256_elsewhere="a" * 64)
NYNORSK = DetectedLanguage("nn", 1.0)


def test_a_copy_of_what_is_there_changes_nothing() -> None:
    known = document(files=(HELD,), detected=NYNORSK)
    assert restore(known, document(files=(THERE,)), keeps_text=True).document is known


def test_a_file_that_only_the_other_library_holds_is_not_held() -> None:
    restored = restore(document(), document(files=(THERE,)), keeps_text=False).document
    assert restored.files == (THERE,)


def test_what_is_stronger_here_stays() -> None:
    known = document(title="Redaktørens", provenance={"title": Provenance.OPTION})
    restored = restore(known, document(title="Kopiens", note="ny"), keeps_text=False)
    assert (restored.document.title, restored.document.note) == ("Redaktørens", "ny")
    assert "title stays «Redaktørens»; not taken: «Kopiens»" in restored.notes
