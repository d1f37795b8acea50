"""A file is added with its text and a description; what is known already is added to, never doubled."""

from pathlib import Path

import pytest

from library.adding import Options, add_file
from library.catalogue import Catalogue, Outcome
from library.document import DocumentType, PartialDate, Provenance
from library.errors import InvalidRecordError, UnreadableFileError
from library.ingest import import_jsonl
from library.intake import Tools
from library.originals import digest_of
from library.report import Taken
from library.settings import Settings
from tests.library.documents import write_lines
from tests.library.pdfs import pdf, scan


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools.load()


class Desk:
    """Where an editor adds files."""

    def __init__(self, settings: Settings, catalogue: Catalogue, folder: Path, tools: Tools) -> None:
        self.settings, self.catalogue, self.folder, self.tools = settings, catalogue, folder, tools

    def add(self, content: bytes, options: Options | None = None, name: str = "bok.pdf") -> Taken:
        (self.folder / name).write_bytes(content)
        return add_file(self.settings, self.catalogue, self.folder / name, options or Options(), self.tools)


@pytest.fixture
def desk(settings: Settings, catalogue: Catalogue, tmp_path: Path, tools: Tools) -> Desk:
    return Desk(settings, catalogue, tmp_path, tools)


def test_a_file_is_stored_with_text_and_description(desk: Desk) -> None:
    content = pdf(["Fyrste side", "Andre side"], title="Tittel i fila")
    options = Options(
        publishers=("Nordregio",), topics=("Sild",), published="2020-10", type=DocumentType.EVALUATION, authors=("Kari",)
    )
    taken = desk.add(content, options)
    one = desk.catalogue.get(taken.id)
    assert (taken.outcome, taken.id, taken.unknown_topics) == (Outcome.ADDED, "tittel-i-fila-2020", ("Sild",))
    assert (one.title, one.publishers, one.type, one.published) == (
        "Tittel i fila",
        ("nordregio",),
        "evaluation",
        PartialDate(2020, 10),
    )
    assert one.provenance["title"] is Provenance.FILE
    assert one.provenance["publishers"] is one.provenance["type"] is one.provenance["keywords"] is Provenance.OPTION
    assert "topics" not in one.provenance
    file = one.files[0]
    assert (file.filename, file.media_type, file.size, file.pages) == ("bok.pdf", "application/pdf", len(content), 2)
    assert file.sha256 == digest_of(content)
    assert desk.catalogue.original_path(file.sha256).read_bytes() == content
    assert [page.text for page in desk.catalogue.pages(one.id)] == ["Fyrste side", "Andre side"]


def test_the_same_file_again_changes_nothing(desk: Desk) -> None:
    content = pdf(["Tekst"], title="Bok")
    first = desk.add(content, Options(publishers=("Nordregio",)))
    assert desk.add(content) == Taken(id=first.id, outcome=Outcome.UNCHANGED)
    assert desk.catalogue.revision() == 1


def test_the_same_file_with_another_title_corrects_it(desk: Desk) -> None:
    content = pdf(["Tekst"], title="Bok")
    desk.add(content, Options(publishers=("Nordregio",)))
    taken = desk.add(content, Options(title="Rett tittel"))
    one = desk.catalogue.get("bok")
    assert (taken.outcome, one.title, one.publishers) == (Outcome.CHANGED, "Rett tittel", ("nordregio",))
    assert one.provenance["title"] is Provenance.OPTION
    assert desk.catalogue.ids() == ["bok"]


@pytest.mark.parametrize("options", [Options(number="NOU 2020:12"), Options(id="nou-2020-12")], ids=["by number", "by id"])
def test_a_known_document_gets_the_file_and_keeps_its_description(desk: Desk, options: Options) -> None:
    known = {
        "title": "Ei utgreiing",
        "type": "nou",
        "series": "NOU",
        "number": "2020:12",
        "topics": ["klimapolitikk"],
        "language": "nn",
    }
    import_jsonl(desk.settings, desk.catalogue, write_lines(desk.folder / "a.jsonl", known))
    taken = desk.add(pdf(["Tekst"], title="Tittel i fila"), options)
    one = desk.catalogue.get("nou-2020-12")
    assert (taken.id, taken.outcome, desk.catalogue.ids()) == ("nou-2020-12", Outcome.CHANGED, ["nou-2020-12"])
    assert (one.title, one.type, one.topics, one.declared_language) == ("Ei utgreiing", "nou", ("klimapolitikk",), "nn")
    assert len(one.files) == len(desk.catalogue.pages(one.id)) == 1
    again = import_jsonl(desk.settings, desk.catalogue, desk.folder / "a.jsonl")
    assert again.failed == again.added == 0
    assert desk.catalogue.get("nou-2020-12").files == one.files
    assert desk.catalogue.pages("nou-2020-12")[0].text == "Tekst"


def test_a_number_tells_the_type(desk: Desk) -> None:
    taken = desk.add(pdf(["Tekst"], title="Bok"), Options(number="Meld. St. 5 (2019–2020)"))
    one = desk.catalogue.get(taken.id)
    assert (one.id, one.type, one.provenance["type"]) == ("meld-st-5-2019-2020", "white-paper", Provenance.RULE)


def test_a_scan_is_taken_and_told(desk: Desk) -> None:
    taken = desk.add(scan(4), Options(title="Skannet bok"))
    assert not taken.has_text
    one = desk.catalogue.get("skannet-bok")
    assert (desk.catalogue.pages(one.id), one.files[0].pages, one.detected) == ((), 4, None)


def test_topics_that_a_rule_gave_follow_the_title(desk: Desk) -> None:
    content = pdf(["Tekst"], title="Boligpolitikk i distriktene")
    taken = desk.add(content)
    before = desk.catalogue.get(taken.id)
    assert before.provenance["topics"] is Provenance.RULE
    desk.add(content, Options(title="Klimaendringer"))
    after = desk.catalogue.get(taken.id)
    assert after.topics
    assert not set(after.topics) & set(before.topics)


REFUSED: dict[str, tuple[bytes, Options, type[Exception], str]] = {
    "no title": (pdf(["Tekst"]), Options(), InvalidRecordError, "give its title with --title"),
    "no date": (pdf(["Tekst"]), Options(title="Bok", published="i fjor"), InvalidRecordError, "published: 'i fjor'"),
    "encrypted": (pdf(["Tekst"], encrypt="x"), Options(title="Bok"), UnreadableFileError, "encrypted"),
    "empty": (b"", Options(title="Bok"), UnreadableFileError, "empty"),
    "no PDF": (b"Tekst", Options(title="Bok"), UnreadableFileError, "not what its name says"),
}


@pytest.mark.parametrize(("content", "options", "error", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_refused_leaves_nothing(
    desk: Desk, content: bytes, options: Options, error: type[Exception], sentence: str
) -> None:
    with pytest.raises(error, match=sentence):
        desk.add(content, options)
    assert (desk.catalogue.ids(), desk.catalogue.revision(), len(desk.catalogue.publishers())) == ([], 0, 0)
    assert not desk.settings.originals.exists()
