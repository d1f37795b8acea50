"""The shape of the code: which package may import what."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("library", "index", "web")
MAY_IMPORT = {"library": {"library"}, "index": {"index", "library"}, "web": {"web", "index", "library"}}
ONLY_IN = {
    "whoosh": "index",
    "starlette": "web",
    "uvicorn": "web",
    "jinja2": "web",
    "langdetect": "library",
    "sqlalchemy": "library",
}
DOORS = ("web.api", "web.oai", "web.discovery", "web.exports")  # for machines; what they tell as pages do is in web.shared
# Rooms of the web that do not look into others.
CLOSED = [
    *((door, "web.views") for door in DOORS),
    *((door, "web.pages") for door in DOORS),
    *(("web.shared", room) for room in ("web.views", "web.pages", "web.api", "web.oai", "web.discovery")),
    *(("web.views", room) for room in ("web.pages", "web.api", "web.oai", "web.discovery")),
]
EXCEPT = {("web.views.api", "web.api.openapi"), ("web.views.api", "web.api.shapes.problem")}  # the page that describes the API
MAX_LINES = 400  # past this there is a second noun in the file (STYLE)


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} has a relative import"
            yield node.module or ""


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_run_one_way(package: str) -> None:
    assert modules(package), "a package without modules tells that this test looks in the wrong place"
    for path in modules(package):
        ours = {name.split(".")[0] for name in imported(path)} & set(PACKAGES)
        assert ours <= MAY_IMPORT[package], f"{path} imports upwards"


@pytest.mark.parametrize(("dependency", "home"), ONLY_IN.items())
def test_a_dependency_stays_in_its_package(dependency: str, home: str) -> None:
    users = {
        path.relative_to(ROOT).parts[0]
        for package in PACKAGES
        for path in modules(package)
        for name in imported(path)
        if name.split(".")[0] == dependency
    }
    assert users <= {home}


def within(name: str, room: str) -> bool:
    return name == room or name.startswith(f"{room}.")


@pytest.mark.parametrize(("room", "other"), CLOSED)
def test_a_room_of_the_web_does_not_look_into_another(room: str, other: str) -> None:
    names = [(module_name(path), path) for path in modules("web")]
    inside = [(name, target) for name, path in names if within(name, room) for target in imported(path)]
    assert inside, "a room without imports tells that this test looks in the wrong place"
    assert {arrow for arrow in inside if within(arrow[1], other)} <= EXCEPT


def test_no_module_imports_itself_by_a_detour() -> None:
    known = {module_name(path): path for package in PACKAGES for path in modules(package)}
    arrows = {name: {target for target in imported(path) if target in known} for name, path in known.items()}
    done: set[str] = set()

    def walk(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, f"import circle: {' → '.join((*trail, name))}"
        if name not in done:
            for target in arrows[name]:
                walk(target, (*trail, name))
            done.add(name)

    for name in arrows:
        walk(name, ())


@pytest.mark.parametrize("package", PACKAGES)
def test_no_import_hides_in_a_function(package: str) -> None:
    for path in modules(package):
        for function in (
            node
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        ):
            assert not any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(function)), (
                f"{path}: {function.name}"
            )


@pytest.mark.parametrize("package", PACKAGES)
def test_files_stay_short(package: str) -> None:
    assert not [path for path in modules(package) if len(path.read_text(encoding="utf-8").splitlines()) > MAX_LINES]
