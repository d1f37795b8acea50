"""Makes real Word documents with python-docx, and changes their parts where that library cannot."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

_FOOTNOTES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    '<w:footnote w:id="1"><w:p><w:r><w:t>Statistisk sentralbyrå, tabell 09280.</w:t></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def word(write: Callable[[Document], object], **properties: str) -> bytes:
    """Return a Word document that the function has written, with these core properties and no others."""
    document = docx.Document()
    for name in ("title", "author", "subject", "keywords", "comments"):
        setattr(document.core_properties, name, properties.get(name, ""))
    write(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def with_parts(content: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """Return the archive with these parts replaced or added; those that are None are taken out."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), *parts]):
            part = parts[name] if name in parts else old.read(name)
            if part is not None:
                new.writestr(name, part)
    return out.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    """Return a part of the archive."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(name)


def add_note_reference(document: Document, text: str) -> None:
    """Write a paragraph that refers to the note which with_footnote() adds."""
    reference = f'<w:r {nsdecls("w")}><w:footnoteReference w:id="1"/></w:r>'
    document.add_paragraph(text)._p.append(parse_xml(reference))


def with_footnote(content: bytes) -> bytes:
    """Return the document with its part for footnotes."""
    types = part_of(content, "[Content_Types].xml").decode()
    relations = part_of(content, "word/_rels/document.xml.rels").decode()
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{_TYPE}"/></Types>'
    relation = f'<Relationship Id="rIdFootnotes" Type="{_RELATION}" Target="footnotes.xml"/></Relationships>'
    return with_parts(
        content,
        {
            "word/footnotes.xml": _FOOTNOTES.encode(),
            "[Content_Types].xml": types.replace("</Types>", override).encode(),
            "word/_rels/document.xml.rels": relations.replace("</Relationships>", relation).encode(),
        },
    )


def add_tracked_change(document: Document, before: str, deleted: str, inserted: str) -> None:
    """Write a paragraph in which a word is struck out and another put in its place, neither accepted yet."""
    by = 'w:id="1" w:author="Kari" w:date="2024-01-01T00:00:00Z"'
    paragraph = document.add_paragraph(before)._p
    paragraph.append(parse_xml(f"<w:del {nsdecls('w')} {by}><w:r><w:delText>{deleted}</w:delText></w:r></w:del>"))
    paragraph.append(parse_xml(f"<w:ins {nsdecls('w')} {by}><w:r><w:t>{inserted}</w:t></w:r></w:ins>"))


def add_style(document: Document, name: str, *, based_on: str | None = None, outline: int | None = None) -> str:
    """Add a style of paragraphs, as templates do, and return its name."""
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if based_on:
        style.base_style = document.styles[based_on]
    if outline is not None:
        style.element.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{outline}"/>'))
    return name


def add_xml(document: Document, content: str) -> None:
    """Write a paragraph with this content in WordprocessingML."""
    namespaces = f'{nsdecls("w")} xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    document.add_paragraph()._p.append(parse_xml(f"<w:smartTag {namespaces}>{content}</w:smartTag>"))
