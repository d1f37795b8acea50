"""Reads web pages: the main text without menus, and what the page says of itself in its head (meta.py)."""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from itertools import islice

import trafilatura
from lxml import etree, html
from trafilatura.settings import use_config

from library.document import Page
from library.extract.encoding import decode_declared
from library.extract.extracted import Extracted
from library.extract.markup import parse_html, read_sections
from library.extract.meta import describe_page
from library.extract.signature import MediaType

_CHARSET_WITHIN = 4_096  # bytes; HTML asks for the first 1,024 (4.2.5.4), some pages have long comments before
_CHARSET = re.compile(
    rb"""<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)|^\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]+)""", re.I
)
# Elements. trafilatura compares a page's parts with each other: 30,000 take 0.8 s, 120,000 take 8 s. A page of the
# government's has some 700; what has more than this is a whole book in a page, and read whole.
MAX_WEIGHED = 50_000
# Characters. What is shorter is for trafilatura no finding but an occasion to take every text on the page, in one paragraph.
MIN_MAIN = 250
logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # or it tells on stderr of every page that it finds nothing in
_CONFIG = use_config()
_CONFIG.set("DEFAULT", "MIN_EXTRACTED_SIZE", "0")
# What is around the text by its very name; an article's own header and footer are part of it.
_AROUND = etree.XPath(
    "//body//*[self::nav or self::aside or @role='navigation' or @role='banner' or @role='contentinfo' or @role='search'"
    " or (self::header or self::footer) and not(ancestor::main or ancestor::article)]"
)


def extract_html(content: bytes, name: str) -> Extracted:
    """Read a web page; headings part sections. Raises UnreadableFileError if there is nothing in it."""
    root = parse_html(decode_html(content), name)
    says, text = describe_page(root), _without_surroundings(root)
    sections = _main_sections(text, name) or read_sections([text], name) or read_sections([root], name)
    return Extracted(media_type=MediaType.HTML, pages=sections, says=says)


def decode_html(content: bytes) -> str:
    """Read a page in its encoding: that of its byte order mark, else the one it declares, else the one it seems to be in."""
    declared = _CHARSET.search(content, 0, _CHARSET_WITHIN)
    return decode_declared(content, (declared[1] or declared[2]).decode() if declared else "")


def _without_surroundings(root: html.HtmlElement) -> html.HtmlElement:
    text = deepcopy(root)
    for element in _AROUND(text):
        element.drop_tree()
    return text


def _main_sections(root: html.HtmlElement, name: str) -> tuple[Page, ...]:
    """Return the main text; nothing if the page has too many parts to tell, or no part that is clearly the main one."""
    if sum(1 for _ in islice(root.iter(), MAX_WEIGHED)) == MAX_WEIGHED:
        return ()
    found = trafilatura.extract(
        root,
        output_format="html",
        favor_recall=True,
        include_tables=True,
        include_formatting=True,
        include_comments=False,
        config=_CONFIG,
    )
    sections = read_sections([parse_html(found, name)], name) if found else ()
    return sections if sum(len(section.text) for section in sections) >= MIN_MAIN else ()
