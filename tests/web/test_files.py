"""Where files are fetched, and which page of them."""

import pytest

from library.document import Document, DocumentFile, DocumentType
from web.files import PDF, page_in_file

HELD = DocumentFile(filename="a.pdf", media_type=PDF, sha256="a" * 64)
WEB = DocumentFile(filename="a.html", media_type="text/html", sha256="b" * 64)
AWAY = DocumentFile(filename="a.pdf", media_type=PDF, address="https://example.org/a.pdf?v=1#toc")
UNTYPED = DocumentFile(filename="a", media_type="application/octet-stream", address="https://example.org/A.PDF")


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param((HELD,), f"https://kartotek.no/originals/{'a' * 64}/r/1#page=12", id="held"),
        pytest.param((AWAY,), "https://example.org/a.pdf?v=1#page=12", id="at the publisher"),
        pytest.param((UNTYPED,), "https://example.org/A.PDF#page=12", id="by the end of its address"),
        pytest.param(
            (AWAY, HELD), f"https://kartotek.no/originals/{'a' * 64}/r/1#page=12", id="the text is that of the held file"
        ),
        pytest.param((WEB, AWAY), None, id="the text is that of a web page"),
        pytest.param((DocumentFile(filename="a.pdf", media_type=PDF, address="javascript:x.pdf"),), None, id="no web address"),
        pytest.param((DocumentFile(filename="a.pdf", media_type=PDF),), None, id="no address"),
        pytest.param(
            (DocumentFile(filename="a.pdf", media_type=PDF, sha256="c" * 64, is_primary=False),), None, id="another text"
        ),
        pytest.param((), None, id="no file"),
    ],
)
def test_a_page_is_linked_in_the_pdf_that_the_text_was_read_from(files: tuple[DocumentFile, ...], expected: str | None) -> None:
    document = Document(id="r/1", title="Rapport", type=DocumentType.REPORT, files=files)
    assert page_in_file(document, 12, "https://kartotek.no") == expected
