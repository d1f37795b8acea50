"""A slice of a text with its hits: what pages are called, where steps lead, and which slice is shown."""

from dataclasses import replace

import pytest

from index.engine import Matching, PageMarks
from index.query import MAX_CHARACTERS
from library.document import UNDETERMINED, Document, DocumentFile, DocumentType, Page
from web.params import parse_search
from web.reader import InvalidParametersError, Reason
from web.reading import Reading, parse_reading
from web.texts import load_texts
from web.views.finding import Hits, current_hit
from web.views.prose import BlockKind
from web.views.text import SLICE, TextView, find_page, text_view

REPORT = Document(id="a", title="A", type=DocumentType.REPORT)
TEXTS = load_texts()
MANY = [Page(number, f"Sild på side {number}.") for number in range(1, 3 * SLICE + 6)]
ON_PAGES = {2: 2, SLICE + 3: 1, 2 * SLICE + 1: 3}  # number of hits by page


def found(counts: dict[int, int]) -> list[PageMarks]:
    return [
        PageMarks(number=page, label="", marks=tuple((2 * place, 2 * place + 1) for place in range(count)))
        for page, count in counts.items()
    ]


def view(pages: list[Page], reading: Reading, counts: dict[int, int] | None = None, document: Document = REPORT) -> TextView:
    return text_view(document, pages, found(counts or {}), reading, texts=TEXTS, language="nb")


@pytest.mark.parametrize(
    ("label", "name", "printed"),
    [
        pytest.param("", "Page 5", "", id="none"),
        pytest.param("5", "Page 5", "", id="the same"),
        pytest.param("3", "Page 5 (printed 3)", "3", id="another"),
        pytest.param("iv", "Page 5 (printed iv)", "iv", id="roman"),
        pytest.param("Mål", "Mål", "", id="a heading"),
    ],
)
def test_a_page_is_called_by_both_its_numbers_or_by_its_heading(label: str, name: str, printed: str) -> None:
    (page,) = text_view(REPORT, [Page(5, "Tekst", label)], [], Reading(), texts=TEXTS, language="en").pages
    assert (page.name.label, page.printed) == (name, printed)


@pytest.mark.parametrize(
    ("label", "page", "document", "lang"),
    [
        pytest.param("Mål", "nn", "nb", "nn", id="the page's"),
        pytest.param("Mål", UNDETERMINED, "nb", "nb", id="the document's where the page's is not known"),
        pytest.param("Mål", UNDETERMINED, None, None, id="not known"),
        pytest.param("12", "nn", "nb", None, id="a number is named in the reader's own"),
    ],
)
def test_a_section_is_named_in_its_own_language(label: str, page: str, document: str | None, lang: str | None) -> None:
    report = replace(REPORT, declared_language=document)
    shown = view([Page(1, "Sild", label, page), Page(2, "Sild", "Ord")], Reading(query="sild"), {1: 1}, report)
    assert shown.finding is not None
    assert shown.finding.place is not None
    assert [shown.pages[0].name.lang, shown.finding.place.lang, shown.finding.pages[0].page.lang] == [lang] * 3
    assert [link.lang for link in shown.contents if link.label == label] == ([lang] if label == "Mål" else [])


@pytest.mark.parametrize(
    ("text", "heading", "kinds"),
    [
        pytest.param("Mål\n\nTekst", "", ["heading", "paragraph"], id="stands first"),
        pytest.param("Kap. 1\n\n## Mål\nTekst", "", ["paragraph", "heading", "paragraph"], id="stands later"),
        pytest.param("Tekst om mål", "Mål", ["paragraph"], id="does not stand there"),
    ],
)
def test_a_section_has_its_heading_once(text: str, heading: str, kinds: list[str]) -> None:
    (page,) = view([Page(1, text, "Mål")], Reading()).pages
    assert page.heading == heading
    assert [block.kind for block in page.blocks] == [BlockKind(kind) for kind in kinds]


@pytest.mark.parametrize(
    ("reading", "current", "previous", "following"),
    [
        pytest.param(Reading(query="sild"), 1, None, 2, id="the first"),
        pytest.param(Reading(query="sild", hit=3), 3, 2, 4, id="one in the middle"),
        pytest.param(Reading(query="sild", hit=6), 6, 5, None, id="the last"),
        pytest.param(Reading(query="sild", hit=99), 6, 5, None, id="past the last"),
        pytest.param(Reading(query="sild", page=2 * SLICE + 1), 4, 3, 5, id="the first on a page"),
        pytest.param(Reading(query="sild", page=5), 0, 2, 3, id="between"),
        pytest.param(Reading(query="sild", page=1), 0, None, 1, id="before all"),
        pytest.param(Reading(query="sild", page=3 * SLICE), 0, 6, None, id="after all"),
    ],
)
def test_steps_lead_to_the_hits_on_either_side(
    reading: Reading, current: int, previous: int | None, following: int | None
) -> None:
    finding = view(MANY, reading, ON_PAGES).finding
    assert finding is not None
    assert (finding.total, finding.current) == (6, current)
    expected = [f"/nb/documents/a?q=sild&hit={hit}#treff-{hit}" if hit else None for hit in (previous, following)]
    assert [finding.previous, finding.next] == expected


def test_the_slice_with_the_hit_is_shown_and_its_hits_are_numbered_through() -> None:
    shown = view(MANY, Reading(query="sild", hit=5), ON_PAGES)
    assert shown.pages[0].number == 2 * SLICE + 1
    pieces = [piece for page in shown.pages for block in page.blocks for line in block.lines for piece in line]
    assert [piece.hit for piece in pieces if piece.is_start] == [4, 5, 6]


def test_pages_with_hits_lead_to_their_first() -> None:
    finding = view(MANY, Reading(query="sild"), ON_PAGES).finding
    assert finding is not None
    assert [(found.page.label, found.page.address, found.hits) for found in finding.pages] == [
        ("Side 2", "/nb/documents/a?q=sild&hit=1#treff-1", 2),
        ("Side 23", "/nb/documents/a?q=sild&hit=3#treff-3", 1),
        ("Side 41", "/nb/documents/a?q=sild&hit=4#treff-4", 3),
    ]


def test_nothing_found_is_told_and_the_whole_library_offered() -> None:
    finding = view(MANY, Reading(query="laks & sild")).finding
    assert finding is not None
    assert (finding.total, finding.previous, finding.next) == (0, None, None)
    assert finding.everywhere == "/nb/?q=laks+%26+sild"


def test_every_way_through_the_text_keeps_how_the_words_are_looked_for() -> None:
    pages = [replace(page, label=f"Del {page.number}") for page in MANY]
    shown = view(pages, Reading(query="sild", matching=Matching.EXACT, hit=3), ON_PAGES)
    assert shown.finding is not None
    finding, exact = shown.finding, "/nb/documents/a?q=sild&match=exact&"
    assert (finding.previous, finding.next) == (f"{exact}hit=2#treff-2", f"{exact}hit=4#treff-4")
    assert [found.page.address for found in finding.pages] == [f"{exact}hit={hit}#treff-{hit}" for hit in (1, 3, 4)]
    assert shown.contents[4].address == f"{exact}page=5#side-5"
    assert shown.next
    assert shown.next.address == f"{exact}page=41#side-41"
    assert finding.everywhere == "/nb/?q=sild&match=exact"
    assert (shown.address, finding.clear) == ("/nb/documents/a", "/nb/documents/a")


def test_a_page_number_that_is_none_shows_the_beginning() -> None:
    assert view(MANY, Reading(page=999)).pages[0].number == 1


def test_slices_keep_the_query_and_have_gaps() -> None:
    pages = [Page(number, "Sild") for number in range(1, 12 * SLICE)]
    shown = view(pages, Reading(query="sild", page=6 * SLICE), {1: 1})
    labels = [link and link.label for link in shown.slices]
    assert labels == ["1–20", None, "61–80", "81–100", "101–120", "121–140", "141–160", None, "221–239"]
    assert [link.address for link in shown.slices if link and link.label in {"1–20", "101–120"}] == [
        "/nb/documents/a?q=sild&page=1#side-1",
        None,
    ]
    assert (shown.previous and shown.previous.label, shown.next and shown.next.label) == ("81–100", "121–140")


@pytest.mark.parametrize(
    ("name", "number"),
    [("iv", 1), ("IV", 1), ("1", 2), ("2", 3), ("3", 3), ("5", None), ("Mål", 4), ("mål", 4), ("4", 4), ("0", None), ("", None)],
)
def test_a_page_is_found_by_its_printed_number_else_by_its_own(name: str, number: int | None) -> None:
    pages = [Page(1, "", "iv"), Page(2, "", "1"), Page(3, "", "2"), Page(4, "", "Mål")]
    assert find_page(pages, name) == number


def test_a_page_leads_to_the_same_page_in_the_pdf() -> None:
    file = DocumentFile(filename="a.pdf", media_type="application/pdf", sha256="a" * 64)
    document = Document(id="a", title="A", type=DocumentType.REPORT, files=(file,))
    (page,) = view([Page(7, "Tekst", "v")], Reading(), document=document).pages
    assert page.file == f"/originals/{'a' * 64}/a#page=7"


def test_hits_add_up() -> None:
    hits = Hits.of(found(ON_PAGES))
    assert hits.total == sum(ON_PAGES.values())
    assert [hits.page_of(hit) for hit in range(1, hits.total + 1)] == [2, 2, 23, 41, 41, 41]
    assert all(current_hit(hits, Reading(page=page)) == hits.before(page) + 1 for page in ON_PAGES)
    assert current_hit(Hits.of([]), Reading(query="sild", hit=3)) == 0


def test_a_query_string_is_read_and_cleaned() -> None:
    read = parse_reading([("q", " sild\x00 og\tlaks "), ("page", ""), ("hit", "3"), ("goto", "iv")])
    assert read == Reading(query="sild og laks", hit=3, goto="iv")


def test_a_format_without_a_value_counts_as_absent() -> None:
    assert parse_reading([("format", ""), ("page", "2")]) == Reading(page=2)


@pytest.mark.parametrize(
    ("parameters", "matching"),
    [
        pytest.param([("q", "sild"), ("match", "exact")], Matching.EXACT, id="given"),
        pytest.param([("q", "sild"), ("match", "")], Matching.AUTO, id="empty"),
        pytest.param([("match", "exact")], Matching.AUTO, id="of no words"),
    ],
)
def test_how_words_match_is_read_as_a_search_reads_it(parameters: list[tuple[str, str]], matching: Matching) -> None:
    assert parse_reading(parameters).matching is matching is parse_search(parameters).matching


def test_a_query_is_no_longer_than_a_search_reads() -> None:
    assert parse_reading([("q", "æ" * 5000)]).query == "æ" * MAX_CHARACTERS


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        ([("page", "x")], Reason.NOT_IN_RANGE),
        ([("hit", "-1")], Reason.NOT_IN_RANGE),
        ([("page", "0")], Reason.NOT_IN_RANGE),
        ([("page", "1" * 7)], Reason.NOT_IN_RANGE),
        ([("hit", "²")], Reason.NOT_IN_RANGE),
        ([("q", "a"), ("q", "b")], Reason.REPEATED),
        ([("match", "fuzzy")], Reason.NOT_ALLOWED),
        ([("match", "all"), ("match", "exact")], Reason.REPEATED),
        ([("size", "1")], Reason.UNKNOWN_PARAMETER),
    ],
)
def test_what_cannot_be_used_is_refused(parameters: list[tuple[str, str]], reason: Reason) -> None:
    with pytest.raises(InvalidParametersError) as refused:
        parse_reading(parameters)
    assert [problem.reason for problem in refused.value.problems] == [reason]
