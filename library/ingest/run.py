"""Imports what an editor has: folders, files and lists become documents.

Holds the writer's lock throughout. Files are read by child processes and taken in by this one, in order and in short
transactions, so that an interruption leaves whole documents only and the same command, given again, completes the work.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from time import monotonic

from sqlalchemy.exc import SQLAlchemyError

from library.catalogue import Catalogue
from library.cleaning import clean_line
from library.document import DocumentType
from library.errors import HomeError, InvalidRecordError, UnreadableFileError
from library.extract.signature import MediaType, is_named_as_text
from library.ingest.folder import shown_name, shown_path
from library.ingest.jobs import Job, Todo
from library.ingest.reading import DEFAULT_LIMITS, Answer, Limits, Question, Reader, Reading
from library.ingest.submissions import of_entry, of_held_file, of_mention, of_read_file
from library.intake import Intake, OnDuplicate, Submission, Tools
from library.last_import import FACT, dump, summarize
from library.lock import writer_lock
from library.merge import Stance
from library.originals import digest_of_file
from library.progress import Progress, silent
from library.record import Description
from library.report import ImportReport, Taken, Tally
from library.settings import Settings
from library.vocabulary import Publisher
from library.writer import Origin, Outcome, Writer

_LOG = logging.getLogger(__name__)
BATCH = 25  # documents in one transaction: few enough to lose little when killed, many enough that writing is not all waiting
BATCH_PAGES = 2_000  # the text of which is some 6 MB
BATCH_SECONDS = 1.0
MAX_SENTENCE = 1_000  # characters of a problem; the names and values that it quotes may be a hostile file's


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to import, and how."""

    paths: Sequence[Path]
    says: Description = field(default_factory=Description)
    """What the editor says of all of it; stronger than what anything else says."""
    on_duplicate: OnDuplicate = OnDuplicate.MERGE
    dry_run: bool = False
    """Whether to do it all and keep nothing."""
    again: bool = False
    """Whether to read files anew that are unchanged since they were imported."""
    are_asked_for: bool = True
    """Whether the paths were named by the editor, who wants to hear of what cannot be read, or found for her."""
    names: Mapping[Path, str] = field(default_factory=dict)
    """Of paths that hold what came from elsewhere, where that was."""
    limits: Limits = DEFAULT_LIMITS


def ingest(settings: Settings, catalogue: Catalogue, order: Order, progress: Progress = silent) -> ImportReport:
    """Import everything that was ordered; what fails is told in the report, and the rest is imported.

    Raises LockedError if somebody else is writing.
    """
    with writer_lock(settings, "import"), Reader(order.limits) as reader:
        run = _Run(catalogue, order, Tools.load())
        todo = Todo.of(order.paths, are_asked_for=order.are_asked_for, names=order.names)
        total = todo.count()
        answers = reader.stream(run.questions(todo.jobs(order.says)))
        for done in run.take_all(answers):
            progress(done, total, run.tally.pages)
        report = run.tally.report()
        if not order.dry_run:
            _remember(catalogue, report, order)
    return report


class _Run:
    """One import, from its first job to its last."""

    def __init__(self, catalogue: Catalogue, order: Order, tools: Tools) -> None:
        self.tally = Tally()
        self._catalogue = catalogue
        self._order = order
        self._tools = tools
        self._touched: set[str] = set()
        self._unchanged: dict[str, str] = {}
        """Document by place and stamp: what was imported just so before."""

    def questions(self, jobs: Iterable[Job]) -> Iterator[Question[Job]]:
        """Tell of each job whether its file must be read. Jobs are looked at some way ahead of where they are taken in."""
        places: set[str] = set()
        for job in jobs:
            if job.path is None or job.problem:
                yield Question(job)
            elif job.place not in places or job.is_listed:  # a list may name a file of a folder that is imported too
                places.add(job.place)
                yield self._question(job, job.path)

    def take_all(self, answers: Iterator[Answer[Job] | None]) -> Iterator[int]:
        """Take in what was read, and yield how many jobs are done after each transaction."""
        with self._catalogue.rehearsing() if self._order.dry_run else nullcontext() as rehearsal:
            done = 0
            for batch in _batches(answers):
                with nullcontext(rehearsal) if rehearsal else self._catalogue.writing() as writer:
                    intake = Intake(writer, self._tools, self._order.on_duplicate, self._touched)
                    for answer in batch:
                        self._take(intake, writer, answer)
                done += len(batch)
                yield done

    def _question(self, job: Job, path: Path) -> Question[Job]:
        origin = self._catalogue.origin(job.place)
        if origin and origin.stamp == job.stamp and not self._order.again:
            self._unchanged[f"{job.place} {job.stamp}"] = origin.document
            return Question(job)
        try:
            job = replace(job, digest=digest_of_file(path))
        except OSError as error:
            return Question(replace(job, problem=f"{shown_path(path)} cannot be read: {error.strerror}."))
        is_held = _own(job, self._catalogue.holder_of(job.digest)) is not None
        return Question(job, path if self._tells_anew(job, origin) or not is_held else None, _is_newsletter(job), job.size)

    def _take(self, intake: Intake, writer: Writer, answer: Answer[Job]) -> None:
        job, problem = answer.job, answer.job.problem or answer.problem
        is_chance = not job.is_asked_for
        if problem and is_chance and (answer.is_unsupported or job.is_unsupported):
            self.tally.skip(job.shown, _sentence(problem))
        elif problem:
            self.tally.fail(job.shown, _sentence(problem))
        elif job.publisher:
            self._introduce(intake, job, job.publisher)
        elif id := self._came_before_as(writer, job):
            self._touched.add(id)
            self.tally.count(Taken(id=id, outcome=Outcome.UNCHANGED), job.shown)
        elif is_chance and answer.reading and _is_other_text(job, answer.reading):
            self.tally.skip(job.shown, "This is text, but its name is not that of a document; name it by itself to import it.")
        else:
            self._take_in(intake, writer, job, answer.reading)

    def _introduce(self, intake: Intake, job: Job, publisher: Publisher) -> None:
        try:
            outcome = intake.introduce(publisher, job.listed)
        except InvalidRecordError as error:
            self.tally.fail(job.shown, _sentence(str(error)))
        else:
            self.tally.learn(publisher.names.in_language("nb"), outcome)

    def _came_before_as(self, writer: Writer, job: Job) -> str | None:
        """Return the document that a job became before, if it is just so now.

        An entry of a list is passed over then: what it lost against another list must not win by coming again.
        """
        if id := self._unchanged.get(f"{job.place} {job.stamp}"):
            return id
        origin = writer.origin(job.place) if job.path is None and not self._order.again else None
        return origin.document if origin and origin.stamp == job.stamp else None

    def _take_in(self, intake: Intake, writer: Writer, job: Job, reading: Reading | None) -> None:
        known = len(self._touched)
        taken = self._attempt(intake, writer, lambda: self._submission(intake, writer, job, reading), job.shown)
        if taken is None:
            return
        notes = (reading.note,) if reading and reading.note else ()
        self.tally.count(replace(taken, notes=(*notes, *taken.notes)), job.shown)
        if taken.outcome is Outcome.SKIPPED:
            return
        is_first = len(self._touched) > known  # of what this run says of the document
        if job.place:
            writer.set_origin(job.place, Origin(job.stamp, taken.id), list_place=job.list_place if is_first else "")
        self.tally.pages += len(reading.extracted.pages) if reading else 0
        if reading and not reading.extracted.has_text:
            self.tally.count_scan(taken.id)
        if reading:
            self._take_mentions(intake, writer, taken.id, reading, job.shown)

    def _attempt(self, intake: Intake, writer: Writer, submission: Callable[[], Submission], place: str) -> Taken | None:
        """Take one document in; what goes wrong is counted, and costs this document only."""
        try:
            with writer.attempt():
                return intake.take(submission())
        except (InvalidRecordError, UnreadableFileError) as error:
            problem = str(error)
        except (HomeError, SQLAlchemyError):
            raise  # the library cannot be written, so no other document can be taken in either
        except Exception as error:
            _LOG.debug("%s could not be taken in", place, exc_info=True)
            problem = f"This could not be taken in, by a fault of Kartotek's ({error!r})."
        intake.recover()
        self.tally.fail(place, _sentence(problem))
        return None

    def _submission(self, intake: Intake, writer: Writer, job: Job, reading: Reading | None) -> Submission:
        origin = writer.origin(job.place)
        came_as = origin.document if origin else None
        if job.path is None:
            return of_entry(job, self._tools.detector, came_as)
        holder = _own(job, writer.holder_of(job.digest))
        if holder and (reading is None or not self._tells_anew(job, origin)):
            held = of_held_file(job, writer.known(holder))
            return replace(held, stance=Stance.ADDS) if holder in self._touched else held
        assert reading is not None  # only files that are held are not read
        read = of_read_file(job, job.path, reading, intake.publishers)
        if self._order.dry_run:
            read = replace(read, path=None)  # or all files would be copied, and the copies deleted again
        return replace(read, known_as=holder, came_as=came_as, stance=Stance.RETELLS if holder else None)

    def _tells_anew(self, job: Job, origin: Origin | None) -> bool:
        """Tell whether a file is read though it is held: that is asked for, or its sidecar says another thing than it did."""
        return self._order.again or (origin is not None and origin.stamp.partition(":")[2] != job.stamp.partition(":")[2])

    def _take_mentions(self, intake: Intake, writer: Writer, newsletter: str, reading: Reading, shown: str) -> None:
        for item in reading.items:
            place = f"{shown}, «{item.title}»"
            if taken := self._attempt(intake, writer, partial(of_mention, item, newsletter), place):
                self.tally.count(taken, place)
        for line in reading.leftovers:
            self.tally.puzzle(shown, line)


def _remember(catalogue: Catalogue, report: ImportReport, order: Order) -> None:
    """Leave a trace, also of an import that changed nothing."""
    names = [order.names.get(path) or shown_name(path) for path in order.paths]
    with catalogue.writing() as writer:
        writer.set_fact(FACT, dump(summarize(report, names)))


def _sentence(text: str) -> str:
    """Return what is wrong on one line, whatever it quotes."""
    line = clean_line(text)
    return line if len(line) <= MAX_SENTENCE else f"{line[:MAX_SENTENCE]} (and so on)."


def _is_other_text(job: Job, reading: Reading) -> bool:
    """Tell whether a file is plain text under a name of something else: a program, a log, settings."""
    return reading.extracted.media_type == MediaType.TEXT and job.path is not None and not is_named_as_text(job.path.name)


def _own(job: Job, holder: str | None) -> str | None:
    """The document that holds the job's file, unless it was said that the file is another's too."""
    said = next((layer.says.id for layer in job.layers if layer.says.id), None)
    return holder if said in {None, holder} else None


def _is_newsletter(job: Job) -> bool | None:
    """What was said from outside of the type; None if nothing was."""
    types = [layer.says.type for layer in job.layers if layer.says.type]
    return types[0] is DocumentType.NEWSLETTER if types else None


def _batches(answers: Iterator[Answer[Job] | None]) -> Iterator[list[Answer[Job]]]:
    """Part the answers into what one transaction takes in; none waits for an answer that is long in coming."""
    batch, pages, end = list[Answer[Job]](), 0, monotonic() + BATCH_SECONDS
    for answer in answers:
        if answer:
            batch.append(answer)
            pages += len(answer.reading.extracted.pages) if answer.reading else 0
        if batch and (answer is None or len(batch) >= BATCH or pages >= BATCH_PAGES or monotonic() > end):
            yield batch
            batch, pages, end = [], 0, monotonic() + BATCH_SECONDS
    if batch:
        yield batch
