"""What keys are called: facet values, document types, languages and kinds, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from index.engine import NO_VALUE, FacetField, NoticeCode, Sort
from library.document import UNDETERMINED, DocumentType, Provenance
from library.vocabulary import Publishers, Topics
from web.reader import Reason
from web.texts import INTERFACE_LANGUAGES, SOURCE_LANGUAGE, Texts, locale_of, mark

FACETS: Mapping[FacetField, str] = {
    FacetField.PUBLISHER: mark("Publisher"),
    FacetField.TOPIC: mark("Topic"),
    FacetField.TYPE: mark("Type of document"),
    FacetField.LANGUAGE: mark("Language"),
    FacetField.CONTAINS: mark("Contains language"),
    FacetField.YEAR: mark("Year of publication"),
}
MISSING: Mapping[FacetField, str] = {
    FacetField.PUBLISHER: mark("No publisher given"),
    FacetField.TOPIC: mark("No topic"),
    FacetField.TYPE: mark("No type"),
    FacetField.LANGUAGE: mark("Language not known"),
    FacetField.CONTAINS: mark("Language not known"),
    FacetField.YEAR: mark("Year not known"),
}
TYPES: Mapping[DocumentType, str] = {
    DocumentType.NOU: mark("NOU (official report)"),
    DocumentType.WHITE_PAPER: mark("White paper"),
    DocumentType.PROPOSITION: mark("Proposition"),
    DocumentType.REPORT: mark("Report"),
    DocumentType.EVALUATION: mark("Evaluation"),
    DocumentType.POLICY_BRIEF: mark("Policy brief"),
    DocumentType.STRATEGY: mark("Strategy or plan"),
    DocumentType.GUIDE: mark("Guide"),
    DocumentType.ARTICLE: mark("Article"),
    DocumentType.NEWSLETTER: mark("Newsletter"),
    DocumentType.LAW: mark("Act"),
    DocumentType.REGULATION: mark("Regulation"),
    DocumentType.MANUAL: mark("User guide"),
}
LANGUAGES: Mapping[str, str] = {
    "nb": mark("Norwegian Bokmål"),
    "nn": mark("Norwegian Nynorsk"),
    "se": mark("Northern Sámi"),
    "sv": mark("Swedish"),
    "da": mark("Danish"),
    "en": mark("English"),
    "fi": mark("Finnish"),
    "is": mark("Icelandic"),
    "fo": mark("Faroese"),
    UNDETERMINED: mark("Language not known"),
}
SORTS: Mapping[Sort, str] = {
    Sort.RELEVANCE: mark("Most relevant first"),
    Sort.NEWEST: mark("Newest first"),
    Sort.OLDEST: mark("Oldest first"),
    Sort.TITLE: mark("Title A–Å"),
    Sort.ADDED: mark("Latest added first"),
}
NOTICES: Mapping[NoticeCode, str] = {
    NoticeCode.TOO_LONG: mark("The query is long. Only the first %(detail)s words were searched for."),
    NoticeCode.TOO_MANY_WORDS: mark("The query is long. Only the first %(detail)s words were searched for."),
    NoticeCode.UNBALANCED_QUOTE: mark("A quotation mark has no mate and was left out of account."),
    NoticeCode.NOTHING_TO_SEARCH: mark("There is no word or number to search for in «%(detail)s»."),
    NoticeCode.UNKNOWN_VALUE: mark("«%(detail)s» is not a value that the library knows."),
    NoticeCode.PREFIX_TOO_SHORT: mark("«%(detail)s» is too short to stand before an asterisk. It was searched for as it stands."),
    NoticeCode.TOO_MANY_WORDS_BEGIN_SO: mark("Many words begin with «%(detail)s». Only the most frequent were searched for."),
    NoticeCode.SOME_WORDS_ONLY: mark("Documents with all the words: %(detail)s. Those with most of them are here too."),
}
REASONS: Mapping[Reason, str] = {
    Reason.UNKNOWN_PARAMETER: mark("There is no parameter of this name."),
    Reason.REPEATED: mark("This parameter can be given only once."),
    Reason.NOT_IN_RANGE: mark("This must be a whole number within the limits."),
    Reason.NOT_A_YEAR: mark("A year is written with four digits."),
    Reason.YEARS_REVERSED: mark("The first year is later than the last."),
    Reason.NOT_ALLOWED: mark("This is not one of the possible values."),
    Reason.TOO_MANY_VALUES: mark("There are too many values in one field."),
    Reason.TOO_DEEP: mark("Results this far down cannot be shown. Narrow the search instead."),
    Reason.UNKNOWN_KEY: mark("The library knows no such value; «facets» in the answer to a search lists those that it has."),
    Reason.ONLY_FOR_CSV: mark("This parameter goes with format=csv only."),
    Reason.TOO_LONG: mark("The query has too many letters."),
    Reason.TOO_MANY_WORDS: mark("The query has too many words."),
    Reason.PREFIX_TOO_WIDE: mark("Too many words begin so. Write more letters before the asterisk."),
    Reason.NOT_A_CURSOR: mark("This is no place in a reading. Begin with an asterisk, and go on with what each answer names."),
    Reason.CURSOR_OF_ANOTHER_SEARCH: mark("This place is of another search. Begin this one with an asterisk."),
    Reason.NOT_WITH_CURSOR: mark("This does not go together with a cursor."),
    Reason.NOT_TEXT: mark("This is not text in UTF-8."),
    Reason.NOT_A_TIME: mark("This must be a revision, a date such as 2026-11-25 or a time such as 2026-11-25T10:00:00Z."),
    Reason.TOO_MANY_PARAMETERS: mark("There are too many parameters in the address."),
}
KINDS: Mapping[str | None, str] = {
    "ministry": mark("Ministry"),
    "agency": mark("Directorate or agency"),
    "research-institute": mark("Research institute"),
    "university": mark("University or university college"),
    "consultancy": mark("Consultancy"),
    "county": mark("County authority"),
    "municipality": mark("Municipality"),
    "organisation": mark("Organisation"),
    "intergovernmental": mark("Intergovernmental body"),
    "regional-council": mark("Regional council"),
    "elected-assembly": mark("Elected assembly"),
    "company": mark("Company"),
    "parliament-body": mark("Parliamentary body"),
    "committee": mark("Committee"),
    "journal": mark("Journal"),
    "publisher": mark("Publishing house"),
    "think-tank": mark("Think tank"),
    "software": mark("This library"),
}
SOURCES: Mapping[str, str] = {
    "seed": mark("the catalogue that ships with Kartotek"),
    "file": mark("the file itself"),
    "newsletter": mark("a newsletter that lists it"),
}
PROVENANCES: Mapping[Provenance, str] = {
    Provenance.OPTION: mark("given when the document was added"),
    Provenance.SIDECAR: mark("from a description beside the file"),
    Provenance.RECORD: mark("from the source's description"),
    Provenance.FILE: mark("read from the file"),
    Provenance.FIRST_PAGES: mark("printed on the first pages"),
    Provenance.MENTION: mark("from a document that mentions it"),
    Provenance.RULE: mark("given by rule"),
}


_KEPT = 30_000  # names of facet values: of some thousand publishers, topics and years, in three languages
_LONGEST_KEPT = 100  # characters of a key; longer ones are none of ours, but what somebody asks for
_TYPE_KEYS = frozenset(DocumentType)


class Labels:
    """The names of everything that the catalogue knows. Safe to use from several threads."""

    def __init__(self, publishers: Publishers, topics: Topics, texts: Texts) -> None:
        self.publishers = publishers
        self.topics = topics
        self.texts = texts
        self._values = lru_cache(maxsize=_KEPT)(self._value)

    def value(self, field: FacetField, key: str, language: str) -> str:
        """Return what a facet value is called; an unknown key stands for itself."""
        return (self._values if len(key) <= _LONGEST_KEPT else self._value)(field, key, language)

    def _value(self, field: FacetField, key: str, language: str) -> str:
        if key == NO_VALUE:
            return self.texts.get(language, MISSING[field])
        if field is FacetField.YEAR:
            return key
        return {
            FacetField.PUBLISHER: self.publisher,
            FacetField.TOPIC: self.topic,
            FacetField.TYPE: self.type,
            FacetField.LANGUAGE: self.language,
            FacetField.CONTAINS: self.language,
        }[field](key, language)

    def facet(self, field: FacetField, language: str) -> str:
        """Return what a facet is called."""
        return self.texts.get(language, FACETS[field])

    def publisher(self, key: str, language: str) -> str:
        """Return a publisher's name."""
        publisher = self.publishers.get(key)
        return publisher.names.in_language(language) if publisher else key

    def topic(self, key: str, language: str) -> str:
        """Return a topic's label."""
        topic = self.topics.get(key)
        return topic.labels.in_language(language) if topic else key

    def type(self, key: str, language: str) -> str:
        """Return the name of a document type."""
        return self.texts.get(language, TYPES[DocumentType(key)]) if key in _TYPE_KEYS else key

    def kind(self, kind: str | None, language: str) -> str:
        """Return what sort of body a publisher is; the kind must be one of KINDS."""
        return self.texts.get(language, KINDS[kind])

    def language(self, key: str, language: str) -> str:
        """Return the name of a language: ours for the Nordic ones, else Unicode's (CLDR)."""
        if key in LANGUAGES:
            return self.texts.get(language, LANGUAGES[key])
        name = str(locale_of(language).languages.get(key, key))
        return name[:1].upper() + name[1:] if name != key else key

    def language_within(self, key: str, language: str) -> str:
        """Return the name of a language as it stands within a sentence: Norwegian gives it no capital."""
        name = self.language(key, language)
        return name if language == SOURCE_LANGUAGE or name == key else name[:1].lower() + name[1:]

    def names(self, field: FacetField, key: str) -> tuple[str, ...]:
        """Return everything that a facet value is called, in any interface language."""
        publisher = self.publishers.get(key) if field is FacetField.PUBLISHER else None
        if publisher:
            return tuple(publisher.spellings())
        return tuple(dict.fromkeys(self.value(field, key, language) for language in INTERFACE_LANGUAGES))

    def knows(self, field: FacetField, key: str) -> bool:
        """Tell whether a facet key can have documents at all."""
        if key == NO_VALUE or field is FacetField.YEAR:
            return True
        return {
            FacetField.PUBLISHER: key in self.publishers,
            FacetField.TOPIC: key in self.topics,
            FacetField.TYPE: key in _TYPE_KEYS,
            FacetField.LANGUAGE: _is_language(key),
            FacetField.CONTAINS: _is_language(key),
        }[field]


@lru_cache(maxsize=2)  # the publishers of now and, for requests on their way, of a moment ago
def labels_of(publishers: Publishers, topics: Topics, texts: Texts) -> Labels:
    """Return the names of all these, the same as long as they are the same; names that were told once are kept with them."""
    return Labels(publishers, topics, texts)


def _is_language(key: str) -> bool:
    return key in LANGUAGES or key in locale_of("en").languages
