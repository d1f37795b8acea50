"""How whoever runs the site is reached."""

from __future__ import annotations

from urllib.parse import quote


def contact_address(contact: str) -> str:
    """Return the address of a contact, which is a page or a mail address."""
    return contact if contact.startswith(("http://", "https://")) else f"mailto:{quote(contact, safe='@')}"
