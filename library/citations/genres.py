"""What a type of document is called in a reference, in the document's own language. `library.lists` reads each name back."""

from __future__ import annotations

from collections.abc import Mapping

from library.document import DocumentType
from library.vocabulary import Names

GENRES: Mapping[DocumentType, Names] = {
    DocumentType.NOU: Names(
        nb="Norges offentlige utredninger", nn="Noregs offentlege utgreiingar", en="Official Norwegian Report"
    ),
    DocumentType.WHITE_PAPER: Names(nb="Melding til Stortinget", nn="Melding til Stortinget", en="White paper"),
    DocumentType.PROPOSITION: Names(nb="Proposisjon", nn="Proposisjon", en="Proposition"),
    DocumentType.REPORT: Names(nb="Rapport", nn="Rapport", en="Report"),
    DocumentType.EVALUATION: Names(nb="Evaluering", nn="Evaluering", en="Evaluation report"),
    DocumentType.POLICY_BRIEF: Names(nb="Policynotat", nn="Policynotat", en="Policy brief"),
    DocumentType.STRATEGY: Names(nb="Strategi", nn="Strategi", en="Strategy"),
    DocumentType.GUIDE: Names(nb="Veileder", nn="Rettleiar", en="Guide"),
    DocumentType.ARTICLE: Names(nb="Artikkel", nn="Artikkel", en="Article"),
    DocumentType.NEWSLETTER: Names(nb="Nyhetsbrev", nn="Nyheitsbrev", en="Newsletter"),
    DocumentType.LAW: Names(nb="Lov", nn="Lov", en="Act"),
    DocumentType.REGULATION: Names(nb="Forskrift", nn="Forskrift", en="Regulation"),
    DocumentType.MANUAL: Names(nb="Brukerhåndbok", nn="Brukarhandbok", en="User guide"),
}
