"""The environment is read once, whole, and refused in a sentence that names the variable."""

import os
from pathlib import Path

import pytest

from library.errors import SettingsError
from library.settings import DEFAULT_HOST, DEFAULT_PORT, Settings, read_settings


@pytest.mark.parametrize("environment", [{}, {"KARTOTEK_HOME": "", "HOST": "", "PORT": "", "KARTOTEK_SYNONYMS": ""}])
def test_what_is_not_set_or_empty_has_its_default(environment: dict[str, str]) -> None:
    assert read_settings(environment) == Settings(home=Path("var"), host=DEFAULT_HOST, port=DEFAULT_PORT, synonyms=())


def test_all_is_read() -> None:
    environment = {"KARTOTEK_HOME": "/srv/kartotek", "HOST": "::", "PORT": "80", "KARTOTEK_SYNONYMS": "/srv/own.txt"}
    assert read_settings(environment) == Settings(
        home=Path("/srv/kartotek"), host="::", port=80, synonyms=(Path("/srv/own.txt"),)
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("a.txt", ("a.txt",), id="one"),
        pytest.param(os.pathsep.join(["a.txt", "b c.txt"]), ("a.txt", "b c.txt"), id="two, one with a space in its name"),
        pytest.param(os.pathsep.join(["", "a.txt", "", "b.txt", ""]), ("a.txt", "b.txt"), id="empty ones are left out"),
        pytest.param(os.pathsep, (), id="only empty ones"),
    ],
)
def test_lists_of_synonyms_are_parted_as_paths_are(value: str, expected: tuple[str, ...]) -> None:
    assert read_settings({"KARTOTEK_SYNONYMS": value}).synonyms == tuple(map(Path, expected))


def test_a_tilde_is_the_users_home() -> None:
    settings = read_settings({"KARTOTEK_HOME": "~/lib", "KARTOTEK_SYNONYMS": "~/own.txt"})
    assert (settings.home, settings.synonyms) == (Path.home() / "lib", (Path.home() / "own.txt",))


@pytest.mark.parametrize("port", ["x", "-1", "65536", "80.0", "８０", " 80"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(SettingsError, match="PORT"):
        read_settings({"PORT": port})


@pytest.mark.parametrize("url", ["https://kartotek.example.org", "https://kartotek.example.org/", "http://[::1]:8000"])
def test_the_public_address_has_no_slash_at_its_end(url: str) -> None:
    assert read_settings({"KARTOTEK_URL": url}).url == url.rstrip("/")


@pytest.mark.parametrize(
    "url", ["kartotek.example.org", "ftp://example.org", "https://", "http://[", "https://example.org/under"]
)
def test_an_address_that_is_no_host_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="KARTOTEK_URL"):
        read_settings({"KARTOTEK_URL": url})


@pytest.mark.parametrize("contact", ["post@example.org", "https://example.org/meld-feil?om=kartotek"])
def test_a_contact_is_a_mail_address_or_a_page(contact: str) -> None:
    assert read_settings({"KARTOTEK_CONTACT": f" {contact} "}).contact == contact


@pytest.mark.parametrize("contact", ["post", "a b@example.org", "javascript:alert(1)", "Kari <post@example.org>"])
def test_a_contact_that_is_neither_is_refused(contact: str) -> None:
    with pytest.raises(SettingsError, match="KARTOTEK_CONTACT"):
        read_settings({"KARTOTEK_CONTACT": contact})
