"""A short title is read from the end of a title; what only looks like one, is told from it."""

import pytest

from library.short_titles import is_short_title, short_titles

TITLES: dict[str, tuple[str, ...]] = {
    "Lov om kommuner og fylkeskommuner (kommuneloven)": ("kommuneloven",),
    "Lov om skatt til prøve [betalingsprøveloven]": ("betalingsprøveloven",),
    "Lov om planlegging og byggesaksbehandling (plan- og bygningsloven)": ("plan- og bygningsloven",),
    "Lov om planlegging og byggesaksbehandling (plan- og bygningsloven) (byggesaksdelen)": ("plan- og bygningsloven",),
    "Forskrift om tekniske krav til byggverk (Byggteknisk forskrift)": ("Byggteknisk forskrift",),
    "Forskrift om tekniske krav til byggverk (TEK17)": ("TEK17",),
    "Forskrift om tekniske krav (byggteknisk forskrift – TEK17)": ("byggteknisk forskrift", "TEK17"),
    "Lov om grunnskolen og den vidaregåande opplæringa (opplæringslova).": ("opplæringslova",),
    "Lov om straff (straffeloven – strl.)": ("straffeloven", "strl."),
    "Lov om straff (straffeloven, strl.)": ("straffeloven", "strl."),
    "Lov om eit register (PRØVE) [PRØVE-loven]": ("PRØVE", "PRØVE-loven"),
    "Forskrift om kjemikalier (REACH)": ("REACH",),
    "Forskrift om registrering av kjemikalier (REACH-forskriften)": ("REACH-forskriften",),
    "Forskrift om tiltak mot avrenning (andre arter-forskriften)": ("andre arter-forskriften",),
    "Forskrift om arbeid i høyden (forskrift om utførelse av arbeid)": ("forskrift om utførelse av arbeid",),
    "Forskrift om energimerking (energimerkeforskriften for produkter)": ("energimerkeforskriften for produkter",),
    "Forskrift om kvoter for fiske (kvoteforskriften 2009)": ("kvoteforskriften 2009",),
    "Forskrift om ordning av påtalen (Påtaleinstruksen)": ("Påtaleinstruksen",),
    "Forskrift om fangst (fangstreglene), (BSL B 3-1)": ("fangstreglene",),
    "Forskrift om fallskjermer (fallskjermforskriften) BSL C 5-2a": ("fallskjermforskriften",),
    "Forskrift til lov om taubaner (taubaneforskriften)": ("taubaneforskriften",),
    "Midlertidig lov om prøver (prøveloven)": ("prøveloven",),
}
NONE = [
    "Lov om kommuner",
    "",
    "(",
    "Forskrift om brann (meldesystem)",
    "Rapport (pdf)",
    "Rapport (PDF)",
    "Lov om kjøp (opphevet)",
    "Lov om kjøp (ikke kjøpsloven)",
    "Forskrift om gjennomføring av forordning (EU) 2016/679",
    "Forskrift om varer (EØS)",
    "Forskrift om satser (2019)",
    "Forskrift om satser (II)",
    "Forskrift om dyr (sau, geit og rein)",
    "Forskrift om rett (loven)",
    "Lov om endringer i barnelova (flytting, samvær mv.)",
    "Lov om endringer i kjøpsloven (ny forskriftshjemmel)",
    "Lov om endringer (hjemmel for gebyr ved brudd på forskrift)",
    "Forskrift om saker (nye saksbehandlingsregler)",
    "Forskrift om rett til innsyn (jf. forvaltningsloven)",
    "Forskrift om endring i forskrift om taubaner (taubaneforskriften)",
    "Forskrift om overgangsregler til lov 18. juni 2021 nr. 97 om barnevern (barnevernsloven)",
    "Lov om endringer i lov 4. juli 2003 nr. 83 om elektronisk kommunikasjon (ekomloven)",
    "Forskrift om eksamen ved Noregs Prøveskule (NPS)",
]


@pytest.mark.parametrize(("title", "names"), TITLES.items(), ids=TITLES.keys())
def test_the_names_at_the_end_of_a_title_are_read(title: str, names: tuple[str, ...]) -> None:
    assert short_titles(title) == names


@pytest.mark.parametrize("title", NONE)
def test_a_bracket_that_is_no_name_gives_none(title: str) -> None:
    assert short_titles(title) == ()


@pytest.mark.parametrize("text", ["kommunelov", "opplæringslova", "straffekodeksen", "Sjøveisreglene", "HMS", "brexit-loven"])
def test_a_name_is_known_by_its_form(text: str) -> None:
    assert is_short_title(text)
