"""How a document is cited, for people and for their reference managers; and how an error in it is told. No HTML, no HTTP."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from library.citations.apa import Part, apa
from library.document import Document
from web.addresses import document_address
from web.exports.links import ExportLink, document_export_links
from web.files import safe_address
from web.labels import Labels
from web.shared.documents import lasting_address, referred
from web.texts import mark

SUBJECT = mark("Error in the library: %(title)s")
_IN_ADDRESS = "@+"  # may stand in a mailto address as they are (RFC 6068)
_LINE_END = "\r\n"  # in a mail's body (RFC 6068, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class CiteView:
    """A reference to a document, set for people; the files for reference managers; and the address that lasts."""

    parts: tuple[Part, ...]
    exports: tuple[ExportLink, ...]
    address: str
    """The address that lasts, within the site."""
    lasting: str
    """The same, whole."""


def cite_view(document: Document, labels: Labels, language: str, base: str) -> CiteView:
    """Present a reference to a document; base is the address of the site, without a slash at its end."""
    return CiteView(
        parts=apa(referred(document, labels, base), language),
        exports=document_export_links(document.id, labels.texts, language),
        address=document_address(None, document.id),
        lasting=lasting_address(document, base),
    )


def report_address(document: Document, contact: str | None, labels: Labels, language: str, base: str) -> str | None:
    """Return where an error in a document is told: the page for it, or a mail that names the document; None without a contact."""
    if contact is None or safe_address(contact):
        return contact
    subject = labels.texts.get(language, SUBJECT) % {"title": document.title}
    body = _LINE_END.join((document.title, lasting_address(document, base), "", ""))
    return f"mailto:{quote(contact, safe=_IN_ADDRESS)}?subject={quote(subject, safe='')}&body={quote(body, safe='')}"
