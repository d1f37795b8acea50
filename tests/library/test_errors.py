"""What goes wrong on purpose has one root, so that a caller can tell it from a fault in the program."""

import ast
import builtins
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
OUTSIDE = {"KartotekError", "_RehearsalOver", "_StoppedError"}  # the root itself, and what ends a block of ours and is no error


def raised_outside() -> Iterator[str]:
    """Yield the classes of ours that are derived straight from one of Python's exceptions."""
    for path in (path for package in ("library", "index", "web") for path in (ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and any(map(_is_exception, node.bases)):
                yield node.name


def _is_exception(base: ast.expr) -> bool:
    found = getattr(builtins, base.id, None) if isinstance(base, ast.Name) else None
    return isinstance(found, type) and issubclass(found, BaseException)


def test_all_errors_have_one_root() -> None:
    assert set(raised_outside()) == OUTSIDE
