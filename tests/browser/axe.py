"""axe-core on a page: which rules are broken, by which element, in a line each.

Of axe-playwright-python only the script is used; its own answers are made for snapshots, and it ships no types.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

SCRIPT = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
COLOURS = ("color-contrast", "link-in-text-block")
"""The rules whose answer is another in another colour scheme."""


def violations(page: Page) -> list[str]:
    """Return what breaks the rules of WCAG 2.2 A and AA, or what axe counts as good practice."""
    return _told(page, {"runOnly": {"type": "tag", "values": TAGS}})


def colour_violations(page: Page) -> list[str]:
    """Return what breaks the rules of colour, for a page whose other rules were looked at in another scheme."""
    return _told(page, {"runOnly": {"type": "rule", "values": COLOURS}})


def _told(page: Page, options: Mapping[str, object]) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    found = page.evaluate("options => axe.run(document, options)", {**options, "resultTypes": ["violations"]})
    return [line for rule in found["violations"] for line in _lines(rule)]


def _lines(rule: Mapping[str, Any]) -> Iterable[str]:
    for node in rule["nodes"]:
        summary = " ".join(str(node["failureSummary"]).split())
        yield f"{rule['id']} at {' '.join(map(str, node['target']))}: {rule['help']}. {summary} {node['html'][:120]}"
