"""Counts of a return by year, and proceedings beside published rates, by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from written import episode, write

import costavoid as ca

YEARS = {2024: 13, 2025: 3}  # children with a first care order in the year


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> ca.Return903:
    """30 children in section 20 placements all along; 13 and then 3 come under an interim order."""
    rows: dict[int, list[str]] = {}
    names: list[str] = []
    for year, many in YEARS.items():
        came = [f"C{year}{i:02d}" for i in range(many)]
        rows[year] = [
            episode(id, "01/07/2023" if year == 2024 else "01/07/2024", ls="C1") for id in came
        ]
        names += came
    return ca.read_903(write(tmp_path_factory.mktemp("r") / "r", rows, tuple(names)))


def test_orders_by_year_are_ranges_or_hidden(read: ca.Return903) -> None:
    """13 is shown as 15, so it may be 13 to 17; 3 is hidden, and the other with it or not."""
    found = read.yearly("proceedings")
    assert found.shown[2025] is None and 2025 not in found.between
    assert found.shown[2024] in (15, None)
    assert found.between.get(2024, (13, 17)) == (13, 17)
    assert "2025: hidden" in str(found)
    assert "not known" in str(found) and "A proxy for care applications" in str(found)


def test_a_ratio_makes_them_applications_outwards(tmp_path: Path) -> None:
    """13 children are shown as 13 to 17: at 1.7 to an application, 7.6 to 10, so 7 to 10."""
    rows = {2025: [episode(f"C{i}", "01/07/2024", ls="C1") for i in range(13)]}
    read = ca.read_903(write(tmp_path / "r", rows, tuple(f"C{i}" for i in range(13))))
    found = read.yearly("proceedings", children_per_application=1.7)
    assert (dict(found.shown), dict(found.between)) == ({2025: 9}, {2025: (7, 10)})
    assert "1.7 to an application" in found.label
    # 30 others and 13 started in foster care in 2024-25
    started = read.yearly("placements started", placement=str(_foster(read)))
    assert started.between == {2025: (43, 47)}
    assert read.yearly("placements started").between == {2025: (43, 47)}


def _foster(read: ca.Return903) -> object:
    placements = read.placements().frame.index.get_level_values("placement")
    return next(name for name in placements if "foster" in str(name))


def test_it_is_what_the_tables_show(tmp_path: Path) -> None:
    read = ca.read_903(ca.invent_903(tmp_path / "r", starts=120, years=4, seed=3))
    orders = read.proceedings().frame["children"]
    assert list(read.yearly("proceedings").shown.values()) == [
        None if np.isnan(value) else int(value) for value in orders.astype(float)
    ]
    started = read.placements().frame["placements started"].xs("all", level="provider")
    for name in started.index.get_level_values("placement").unique():
        given = None if name == "all" else str(name)
        shown = read.yearly("placements started", placement=given).shown
        in_table = started.xs(name, level="placement").astype(float)
        assert [float("nan") if n is None else n for n in shown.values()] == pytest.approx(
            in_table.tolist(), nan_ok=True
        )


def test_proceedings_stand_beside_what_is_published(tmp_path: Path) -> None:
    """East Riding 13.2 and 12.6 for each 10,000 in the years to March 2024 and 2025 (LAIT),
    England 9.2 and 9.1."""
    read = ca.read_903(ca.invent_903(tmp_path / "r", starts=60, years=2, end=2025, seed=2))
    table = read.proceedings(1.7, council="East Riding")
    unit = "for each 10,000 children"
    assert table.frame[f"East Riding of Yorkshire, {unit}"].tolist() == [13.2, 12.6]
    assert table.frame[f"England, {unit}"].tolist() == [9.2, 9.1]
    assert "Open Government Licence" in str(table)
    new = read.proceedings(council="Westmorland and Furness")
    assert "Began on 1 April 2023" in str(new)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"what": "entries"}, "yearly, what: 'entries' given"),
        ({"what": "proceedings", "placement": "foster"}, "proceedings have none"),
        ({"what": "placements started", "placement": "hotel"}, "yearly, placement: 'hotel' given"),
        (
            {"what": "placements started", "children_per_application": 1.7},
            "placements have no applications",
        ),
        ({"what": "proceedings", "children_per_application": 0.5}, "1 to 10, such as 1.7"),
    ],
)
def test_what_it_has_not_is_refused(
    read: ca.Return903, given: dict[str, object], said: str
) -> None:
    with pytest.raises(ca.InputError, match=said):
        read.yearly(**given)


def test_a_council_there_is_not(read: ca.Return903) -> None:
    with pytest.raises(ca.InputError, match="run by Norfolk"):
        read.proceedings(council="Norwich")
