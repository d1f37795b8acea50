"""What a query that is being typed may become, as the API gives it: names in every language, and where each leads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from index.engine import FacetField, SearchRequest, Suggestion, SuggestionKind
from library.document import Document
from web.addresses import api_document_address, api_search_address, document_address, search_address
from web.api.presenters.names import label, same
from web.api.shapes.names import Addresses, Label
from web.api.shapes.suggest import SuggestionShape, SuggestShape
from web.labels import Labels
from web.texts import mark

SEARCH_FOR_IT = mark("Search for this")
_FIELDS = {SuggestionKind.PUBLISHER: FacetField.PUBLISHER, SuggestionKind.TOPIC: FacetField.TOPIC}
_DOCUMENTS = frozenset({SuggestionKind.NUMBER, SuggestionKind.TITLE})
_Goal = str | SearchRequest
"""Where a suggestion leads: to a document by its id, or to a search."""


def wanted_documents(suggestions: Iterable[Suggestion]) -> list[str]:
    """Return the ids of the documents that suggestions lead to."""
    return [suggestion.key for suggestion in suggestions if suggestion.kind in _DOCUMENTS]


def suggest_shape(
    query: str, suggestions: Iterable[Suggestion], documents: Mapping[str, Document], labels: Labels, base: str
) -> SuggestShape:
    """Present suggestions; documents hold those of theirs that the catalogue still has."""
    return SuggestShape(query=query, suggestions=list(_shapes(suggestions, documents, labels, base)))


def _shapes(
    suggestions: Iterable[Suggestion], documents: Mapping[str, Document], labels: Labels, base: str
) -> Iterator[SuggestionShape]:
    for suggestion in suggestions:
        if suggestion.kind not in _DOCUMENTS:
            name, detail, goal = _of_search(suggestion, labels)
        elif suggestion.key in documents:
            name, detail, goal = _of_document(suggestion, documents[suggestion.key], labels)
        else:
            continue  # removed a moment ago
        yield SuggestionShape(
            kind=suggestion.kind,
            key=suggestion.key,
            text=suggestion.text,
            label=name,
            detail=detail,
            url=base + _page(goal, None),
            html=Addresses(nb=base + _page(goal, "nb"), nn=base + _page(goal, "nn"), en=base + _page(goal, "en")),
            api_url=base + (api_document_address(goal) if isinstance(goal, str) else api_search_address(goal)),
        )


def _of_document(suggestion: Suggestion, document: Document, labels: Labels) -> tuple[Label, Label, _Goal]:
    """Name a document by its number with the title beside it, or by its title with its type and year."""
    if suggestion.kind is SuggestionKind.NUMBER:
        return same(str(document.number or suggestion.text)), same(document.title), document.id
    year = f", {document.year}" if document.year else ""
    return same(document.title), label(lambda language: f"{labels.type(document.type, language)}{year}"), document.id


def _of_search(suggestion: Suggestion, labels: Labels) -> tuple[Label, Label, _Goal]:
    field = _FIELDS.get(suggestion.kind)
    if field is None:
        detail = label(lambda language: labels.texts.get(language, SEARCH_FOR_IT))
        return same(suggestion.text), detail, SearchRequest(query=suggestion.text)
    return (
        label(lambda language: labels.value(field, suggestion.key, language)),
        label(lambda language: labels.facet(field, language)),
        SearchRequest(filters={field: (suggestion.key,)}),
    )


def _page(goal: _Goal, language: str | None) -> str:
    return document_address(language, goal) if isinstance(goal, str) else search_address(language, goal)
