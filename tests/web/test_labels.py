"""Names are told as the publishers of now have them, and kept as long as those stay the same."""

from pathlib import Path
from unittest.mock import patch

from index.engine import FacetField
from library.catalogue import Catalogue
from library.settings import Settings
from library.vocabulary import Names, Publisher
from tests.index.shelf import TOPICS, Shelf
from web.labels import Labels, labels_of
from web.texts import load_texts


def test_names_are_kept_until_the_publishers_change(tmp_path: Path) -> None:
    texts = load_texts()
    with Catalogue.open(Settings(home=tmp_path)) as catalogue:
        before = labels_of(catalogue.publishers(), TOPICS, texts)
        assert labels_of(catalogue.publishers(), TOPICS, texts) is before
        assert before.value(FacetField.PUBLISHER, "nytt", "nb") == "nytt"
        with catalogue.writing() as writer:
            writer.put_publishers([Publisher(key="nytt", names=Names(nb="Nytt organ"))])
        after = labels_of(catalogue.publishers(), TOPICS, texts)
        assert after.value(FacetField.PUBLISHER, "nytt", "nb") == "Nytt organ"


def test_a_name_is_looked_up_once_in_each_language(shelf: Shelf) -> None:
    with patch.object(Labels, "type", autospec=True, side_effect=Labels.type) as looked_up:
        labels = Labels(shelf.catalogue.publishers(), TOPICS, load_texts())
        told = [labels.value(FacetField.TYPE, "report", language) for _ in range(3) for language in ("nb", "nn", "en")]
    assert told == ["Rapport", "Rapport", "Report"] * 3
    assert looked_up.call_count == 3


def test_what_is_too_long_to_be_a_key_is_told_and_not_kept(shelf: Shelf) -> None:
    labels = Labels(shelf.catalogue.publishers(), TOPICS, load_texts())
    assert labels.value(FacetField.TOPIC, "x" * 1_000, "nb") == "x" * 1_000
    assert labels._values.cache_info().currsize == 0
