"""Names under their initials."""

from web.views.collation import by_initial


def test_initials_run_from_a_to_aa_with_numbers_first() -> None:
    names = ["Ås", "Zeta", "Ørsta", "Ära", "Ærfugl", "Aasen", "asker", "Öland", "(Bodø)", "Éva", "Eva B", "3D"]
    groups = dict(by_initial(names, str))
    assert list(groups) == ["0–9", "A", "B", "E", "Z", "Æ", "Ø", "Å"]
    assert groups["Å"] == ["Ås", "Aasen"]
