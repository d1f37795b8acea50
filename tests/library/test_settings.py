"""The environment is read once, whole, and refused in a sentence that names the variable."""

import os
from pathlib import Path

import pytest

from library.errors import SettingsError
from library.settings import DEFAULT_HOST, DEFAULT_PORT, DEFAULT_RATE, Settings, read_settings


@pytest.mark.parametrize("environment", [{}, {"KARTOTEK_HOME": "", "HOST": "", "PORT": "", "KARTOTEK_SYNONYMS": ""}])
def test_what_is_not_set_or_empty_has_its_default(environment: dict[str, str]) -> None:
    assert read_settings(environment) == Settings(
        home=Path("var"), host=DEFAULT_HOST, port=DEFAULT_PORT, synonyms=(), requests_per_minute=DEFAULT_RATE
    )


def test_all_is_read() -> None:
    environment = {"KARTOTEK_HOME": "/srv/kartotek", "HOST": "::", "PORT": "80", "KARTOTEK_SYNONYMS": "/srv/own.txt"}
    assert read_settings(environment) == Settings(
        home=Path("/srv/kartotek"), host="::", port=80, synonyms=(Path("/srv/own.txt"),), requests_per_minute=DEFAULT_RATE
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
    "url",
    [
        "kartotek.example.org",
        "ftp://example.org",
        "https://",
        "http://[",
        "https://example.org/under",
        "https://example.org/?",
        "https://example.org/#",
        "https://example.org?a=b",
        "https://example.org//",
        "https://a>b.example",
        'https://h"x.example',
        "https://user:pw@example.org",
        "https://example.org:99999",
        "https://bærum.example",
    ],
)
def test_an_address_that_is_no_host_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="KARTOTEK_URL"):
        read_settings({"KARTOTEK_URL": url})


@pytest.mark.parametrize("contact", ["post@example.org", "https://example.org/meld-feil?om=kartotek"])
def test_a_contact_is_a_mail_address_or_a_page(contact: str) -> None:
    assert read_settings({"KARTOTEK_CONTACT": f" {contact} "}).contact == contact


@pytest.mark.parametrize(
    "contact",
    [
        "post",
        "a b@example.org",
        "javascript:alert(1)",
        "Kari <post@example.org>",
        "https://a>b.example/",
        'https://example.org/"',
    ],
)
def test_a_contact_that_is_neither_is_refused(contact: str) -> None:
    with pytest.raises(SettingsError, match="KARTOTEK_CONTACT"):
        read_settings({"KARTOTEK_CONTACT": contact})


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("", ("*",), id="anyone by default"),
        pytest.param(" * ", ("*",), id="anyone"),
        pytest.param("none", (), id="no one"),
        pytest.param("'none'", (), id="no one, as the header has it"),
        pytest.param("https://example.org/", ("https://example.org",), id="one, with a slash at its end"),
        pytest.param(
            "https://example.org, http://localhost:8080  https://*.example.com:*",
            ("https://example.org", "http://localhost:8080", "https://*.example.com:*"),
            id="several, parted by spaces or commas",
        ),
    ],
)
def test_the_sites_that_may_frame_us_are_read(value: str, expected: tuple[str, ...]) -> None:
    assert read_settings({"KARTOTEK_FRAME_ANCESTORS": value}).frame_ancestors == expected


@pytest.mark.parametrize(
    "value",
    [
        "example.org",
        "https://example.org/under",
        "https://example.org; script-src *",
        "* https://example.org",
        "https://example.org none",
        "https://",
        "https://*",
        "https://a..b",
        "https://example.org:99999",
        "https://[::1]",
        "javascript:alert(1)",
    ],
)
def test_a_site_that_is_no_origin_may_not_frame_us(value: str) -> None:
    with pytest.raises(SettingsError, match="KARTOTEK_FRAME_ANCESTORS"):
        read_settings({"KARTOTEK_FRAME_ANCESTORS": value})


@pytest.mark.parametrize(("value", "expected"), [("60", 60), (" 1 ", 1), ("0", None)])
def test_a_rate_is_requests_per_minute_and_nought_is_no_limit(value: str, expected: int | None) -> None:
    assert read_settings({"KARTOTEK_RATE_LIMIT": value}).requests_per_minute == expected


@pytest.mark.parametrize("value", ["-1", "ten", "1.5", "60/minute", "６０"])
def test_a_rate_that_is_no_whole_number_is_refused(value: str) -> None:
    with pytest.raises(SettingsError, match="KARTOTEK_RATE_LIMIT"):
        read_settings({"KARTOTEK_RATE_LIMIT": value})


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("", ("127.0.0.1", "::1"), id="this machine by default"),
        pytest.param("10.0.0.1", ("10.0.0.1",), id="one"),
        pytest.param(" 10.0.0.0/8 , FD00::/8,, ::1 ", ("10.0.0.0/8", "fd00::/8", "::1"), id="networks, with spaces"),
    ],
)
def test_the_proxies_that_are_believed_are_read(value: str, expected: tuple[str, ...]) -> None:
    assert read_settings({"KARTOTEK_TRUSTED_PROXIES": value}).trusted_proxies == expected


@pytest.mark.parametrize("value", ["*", "proxy.example.org", "10.0.0.1/8", "10.0.0.1 10.0.0.2", "10.0.0.1:80", "10.0.0.0/33"])
def test_a_proxy_that_is_no_address_or_network_is_refused(value: str) -> None:
    with pytest.raises(SettingsError, match="KARTOTEK_TRUSTED_PROXIES"):
        read_settings({"KARTOTEK_TRUSTED_PROXIES": value})


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(" Oslo kommune ", "Oslo kommune", id="a name"),
        pytest.param(" ", None, id="nothing but a space"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_who_runs_the_library_is_a_name_or_unknown(value: str, expected: str | None) -> None:
    assert read_settings({"KARTOTEK_OPERATOR": value}).operator == expected
    assert read_settings({}).operator is None
