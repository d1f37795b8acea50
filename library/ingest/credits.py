"""Tells bodies from persons among those whom a file's metadata name.

Word processors and the government's pages name the issuing body as the author, and the pages the web site as the publisher.
"""

from __future__ import annotations

import re

import msgspec

from library.record import Description
from library.vocabulary import Publishers

# What names of public bodies end with in the Scandinavian languages, and no person's does.
_BODY = re.compile(
    r".*(?:departement|direktorat|tilsyn|kommune|kommun|institutt|institut|universitet|utvalg|utval|styrelse|verket)"
    r"(?:et|en|a)?(?: for .+)?",
    re.IGNORECASE,
)
_SITE = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+/?")  # «regjeringen.no»


def credit(says: Description, known: Publishers) -> Description:
    """Return the description with bodies among the publishers: authors who are known as publishers, or are called as bodies are.

    A web site is left out where somebody else publishes.
    """
    bodies = [author for author in says.authors if known.named(author) or _BODY.fullmatch(author)]
    issuers = [publisher for publisher in says.publishers if not _SITE.fullmatch(publisher)]
    publishers = list(dict.fromkeys((*bodies, *issuers))) or says.publishers
    authors = [author for author in says.authors if author not in bodies]
    return msgspec.structs.replace(says, publishers=publishers, authors=authors)
