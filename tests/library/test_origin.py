"""Origins are told from what only looks like one, since they are written into links, headers and policies as they are."""

import pytest

from library.origin import is_origin, is_page, is_source

ORIGINS = [
    "https://example.org",
    "http://localhost:8080",
    "https://xn--brum-voa.example",
    "https://a-b.example:65535",
    "http://192.0.2.7",
    "http://192.0.2.7:80",
]


@pytest.mark.parametrize("text", [*ORIGINS, "http://[::1]", "https://[2001:db8::7]:8443"])
def test_an_origin_is_a_scheme_a_host_and_perhaps_a_port(text: str) -> None:
    assert is_origin(text)
    assert is_page(f"{text}/om?a=b#c")


NONE = [
    "",
    "https://",
    "ftp://example.org",
    "//example.org",
    "example.org",
    "https://example.org/",
    "https://example.org?",
    "https://example.org#",
    "https://example.org:",
    "https://example.org:0",
    "https://example.org:65536",
    "https://example.org:８０",
    "https://user@example.org",
    "https://user:pw@example.org",
    "https://a>b.example",
    'https://h"x.example',
    "https://a..b",
    "https://-a.example",
    "https://bærum.example",
    "https://999.1.1.1",
    "https://1",
    "https://[1::2::3]",
    "https://[192.0.2.7]",
    "https://[",
    "https://example.org\n",
    "https://a b",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_origin_is_none(text: str) -> None:
    assert not is_origin(text)


@pytest.mark.parametrize("text", [*ORIGINS, "https://*.example.org", "http://localhost:*", "https://*.example.org:*"])
def test_a_policy_may_name_any_host_under_another_and_any_port(text: str) -> None:
    assert is_source(text)


@pytest.mark.parametrize(
    "text", [*NONE, "https://*", "https://a.*.example", "https://*.*.example", "https://[::1]", "https://a.example:*:*", "*"]
)
def test_a_policy_names_nothing_else(text: str) -> None:
    assert not is_source(text)


@pytest.mark.parametrize(
    "text", ["https://example.org", "https://example.org/hjelp/spørsmål", "https://example.org?a=b", "http://[::1]#a"]
)
def test_a_page_has_an_origin_and_a_place_there(text: str) -> None:
    assert is_page(text)


@pytest.mark.parametrize(
    "text",
    [
        "example.org/om",
        "javascript:alert(1)",
        "https:///om",
        "https://user@example.org/",
        "https://example.org/a b",
        "https://example.org/<b>",
    ],
)
def test_what_breaks_a_link_is_no_page(text: str) -> None:
    assert not is_page(text)
