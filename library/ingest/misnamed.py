"""Tells of files that hold a list of documents, but not as it is read; as a document, each would be taken in as one text."""

from __future__ import annotations

import os
from pathlib import Path

from library.cleaning import clean_line
from library.ingest.sidecar import lies_beside
from library.lists import list_format
from library.lists.jsonl import is_json_of_records

PACKED = frozenset({".bz2", ".gz", ".xz", ".zip", ".zst"})


def why_no_list(path: Path) -> str:
    """Return a sentence that says what to do with a list that is packed or is not one record a line; empty for other files."""
    if lies_beside(path) or not os.path.isfile(path):  # noqa: PTH113 - Path.is_file raises where one may not look
        return ""
    name, ending = clean_line(path.name), path.suffix.lower()
    if ending in PACKED and list_format(path.with_suffix("")):
        return f"{name} is a packed list; unpack it first, and import {clean_line(path.stem)}."
    if ending == ".json" and is_json_of_records(path):
        return f"{name} holds records, but not one on each line; write it so, in a file whose name ends in .jsonl."
    return ""
