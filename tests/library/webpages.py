"""Makes web pages as sites have them: a head with what they say of themselves, and menus around the text."""

from __future__ import annotations

from collections.abc import Mapping

_FILL = "Kommunane i distrikta fortel at dei treng meir tid og fleire hender for å løyse oppgåvene som lova pålegg dei. "


def page(main: str, *, meta: Mapping[str, str] | None = None, head: str = "", lang: str = "nn", charset: str = "utf-8") -> str:
    """Return a page whose main text this is; meta are names and contents of meta elements."""
    tags = "".join(f'<meta name="{name.rstrip("0123456789")}" content="{content}">' for name, content in (meta or {}).items())
    return f"""<!DOCTYPE html>
<html lang="{lang}">
<head><meta charset="{charset}">{tags}{head}<style>p {{ color: red }}</style><script>var meny = "skript";</script></head>
<body>
<header><a href="/">Til framsida</a><form><input value="søk"><button>Søk</button></form></header>
<nav><ul><li><a href="/a">Tema</a></li><li><a href="/b">Kontakt oss</a></li></ul></nav>
<main>{main}</main>
<aside><h2>Les også</h2><ul><li><a href="/c">Noko heilt anna</a></li></ul></aside>
<footer><p>Ansvarleg redaktør: Kari Nordmann</p></footer>
</body></html>"""


def paragraph(beginning: str = "") -> str:
    """Return a paragraph that is long enough to be told from a menu."""
    return f"<p>{beginning}{_FILL * 3}</p>"
