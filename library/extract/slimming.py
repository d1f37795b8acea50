"""Takes out of Word's XML what is not text, and makes text of what mammoth would pass over, so that it has little to read.

Word parts a sentence into runs wherever it was edited or checked for spelling; how each of them looks is not read.
"""

from __future__ import annotations

from lxml import etree

from library.errors import UnreadableFileError
from library.extract.properties import parse_xml

# ECMA-376: what programs write (transitional), and what they may write (strict).
_NAMESPACES = frozenset(
    {"http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"}
)
_PARTS = frozenset({"document", "footnotes", "endnotes"})
_WITHOUT_TEXT = (
    *("{*}proofErr", "{*}bookmarkStart", "{*}bookmarkEnd", "{*}lastRenderedPageBreak", "{*}sectPr", "{*}tblPr", "{*}tblGrid"),
    *("{*}permStart", "{*}permEnd", "{*}rPrChange", "{*}pPrChange", "{*}tcPrChange", "{*}trPrChange"),
)
# Of styles and numberings only names and kinds tell what a paragraph is.
_LOOKS = (
    *("{*}latentStyles", "{*}docDefaults", "{*}rPr", "{*}tblPr", "{*}trPr", "{*}tcPr", "{*}tblStylePr", "{*}spacing", "{*}ind"),
    *(
        "{*}tabs",
        "{*}jc",
        "{*}pBdr",
        "{*}shd",
        "{*}lvlText",
        "{*}lvlJc",
        "{*}rsid",
        "{*}uiPriority",
        "{*}keepNext",
        "{*}keepLines",
    ),
)
# Of which only what is in it counts: fields (the number of a table), directions of writing, and the paragraph of a formula.
_ONLY_AROUND = ("{*}fldSimple", "{*}bdo", "{*}dir", "{*}oMathPara")


def slim(content: bytes, name: str) -> bytes:
    """Return a part of a document with the same text in fewer elements; raise UnreadableFileError if it is not Word's XML."""
    root = parse_xml(content, name)
    namespace, kind = etree.QName(root).namespace, etree.QName(root).localname
    if namespace not in _NAMESPACES or kind not in _PARTS:
        raise UnreadableFileError(f"{name} is damaged: its text is not Word's XML.")
    word = f"{{{namespace}}}"
    etree.strip_elements(root, *_WITHOUT_TEXT, with_tail=False)
    etree.strip_tags(root, *_ONLY_AROUND)
    _drop_looks(root)
    _write_out_formulas(root, word)
    _join_runs(root, word)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def without_looks(content: bytes, name: str) -> bytes:
    """Return any other part (styles, numberings …) without how things look; raise UnreadableFileError if it is not XML."""
    root = parse_xml(content, name)
    etree.strip_elements(root, *_LOOKS, with_tail=False)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def _drop_looks(root: etree._Element) -> None:
    """Drop how text looks, but not that the end of a paragraph is deleted."""
    for properties in list(root.iter("{*}rPr")):
        if properties.find("{*}del") is None:
            properties.getparent().remove(properties)


def _write_out_formulas(root: etree._Element, word: str) -> None:
    for formula in list(root.iter("{*}oMath")):
        text = "".join(formula.itertext())
        formula.clear(keep_tail=True)
        formula.tag = f"{word}r"
        etree.SubElement(formula, f"{word}t").text = text


def _join_runs(root: etree._Element, word: str) -> None:
    """Move the text of each run that has nothing else to the run before it, if that has nothing else either."""
    first, texts = None, list[str]()
    for run in [*root.iter(f"{word}r"), None]:
        if first is not None and run is not None and run.getprevious() is first and _is_text(run, word):
            texts.append(run[0].text or "")
            run.getparent().remove(run)
            continue
        if first is not None and len(texts) > 1:
            first[0].text = "".join(texts)
        first = run if run is not None and _is_text(run, word) else None
        texts = [first[0].text or ""] if first is not None else []


def _is_text(run: etree._Element, word: str) -> bool:
    return len(run) == 1 and run[0].tag == f"{word}t"
