"""Formulas of worksheets: what they may hold, and what comes out."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.library.formula import FormulaError, rounded, steps_of, worked_out
from generator.library.worksheet import Worksheet, reckoned, said
from tests.conftest import ROOT, opened

NUMBERS = st.integers(0, 999).map(float)
FORMULAS = st.recursive(
    st.one_of(NUMBERS.map(lambda value: f"{value:g}"), st.sampled_from(["homes", "one_more"])),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda parts: f"({parts[0]} {parts[1]} {parts[2]})"),
        inner.map(lambda part: f"up({part})"),
        st.tuples(inner, inner).map(lambda parts: f"max({parts[0]}, {parts[1]})"),
    ),
    max_leaves=12,
)


@given(FORMULAS, NUMBERS, NUMBERS)
def test_a_formula_means_what_it_says(formula: str, homes: float, more: float) -> None:
    """The same as Python would make of it, and nothing where Python would divide by nothing."""
    try:
        wanted = eval(  # noqa: S307  made by the test itself
            formula, {"up": lambda value: math.ceil(round(value, 6)), "max": max}, {"homes": homes, "one_more": more}
        )
    except (ZeroDivisionError, OverflowError):
        wanted = None
    found = worked_out(steps_of(formula), {"homes": homes, "one-more": more})
    assert found == wanted if wanted is None or found is None else math.isclose(found, wanted, rel_tol=1e-12)


@pytest.mark.parametrize(
    "formula",
    ["", "1 +", "homes ** 2", "open('x')", "homes.real", "sum(1)", "root(2)", "'a'", "True", "[1]", "a if b else c"],
)
def test_anything_else_is_no_formula(formula: str) -> None:
    with pytest.raises(FormulaError):
        steps_of(formula)


@pytest.mark.parametrize(
    ("value", "digits", "wanted"), [(2.5, 0, 3), (0.125, 2, 0.13), (557.09, 1, 557.1), (-0.5, 0, 0)]
)
def test_a_half_goes_up(value: float, digits: int, wanted: float) -> None:
    assert rounded(value, digits) == wanted


@pytest.fixture(scope="module")
def sheets() -> dict[str, Worksheet]:
    """The toolkit's own worksheets."""
    return {each.id: each for each in opened(ROOT).source.usable.worksheets}


@given(homes=st.integers(100, 100_000), share=st.integers(5, 95), margin=st.integers(2, 15))
def test_the_number_of_homes_keeps_the_promise(
    sheets: dict[str, Worksheet], homes: int, share: int, margin: int
) -> None:
    """With so many answers, the margin that SciPy finds for a simple sample is the one that was asked for, or less."""
    from scipy.stats import hypergeom, norm

    asked = {"homes": homes, "share": share, "margin": margin, "cluster": 1, "sure": float(norm.ppf(0.975))}
    needed = int(reckoned(sheets["how-many"], asked)["needed"])
    spread = hypergeom(homes, round(homes * share / 100), needed).std() / needed * 100
    assert 1 <= needed <= homes
    assert norm.ppf(0.975) * spread <= margin * 1.02 + 100 / homes


@given(
    homes=st.integers(100, 100_000),
    share=st.integers(5, 95),
    answered=st.integers(20, 2000),
    cluster=st.integers(1, 30),
)
def test_the_margin_is_that_of_the_planned_number(
    sheets: dict[str, Worksheet], homes: int, share: int, answered: int, cluster: int
) -> None:
    """The two sheets are each other's reverse: who needs so many answers for a margin gets this margin with them."""
    given = {"homes": homes, "share": share, "answered": min(answered, homes - 1), "cluster": cluster, "sure": 1.96}
    margin = reckoned(sheets["margin"], given)["margin"]
    if 0.5 <= margin <= 40:
        needed = reckoned(sheets["how-many"], {**given, "margin": margin})["needed"]
        assert math.isclose(needed, given["answered"], rel_tol=0.12, abs_tol=2)


def test_weights_make_up_for_the_size_of_areas(sheets: dict[str, Worksheet]) -> None:
    """One answer of an area stands for as many homes as the area has for each answer; empty rows count nothing."""
    given = {
        "homes.1": 900,
        "asked.1": 100,
        "answered.1": 90,
        "yes.1": 9,
        "homes.3": 100,
        "asked.3": 100,
        "answered.3": 50,
        "yes.3": 50,
    }
    values = reckoned(sheets["weights"], given)
    assert (values["weight.1"], values["weight.3"]) == (10, 2)
    assert (values["all-homes"], values["all-yes"], values["share"]) == (1000, 190, 19)
    assert "weight.2" not in values


AREAS = st.lists(st.lists(st.integers(1, 2000), min_size=3, max_size=3).map(sorted), min_size=1, max_size=6)


@given(areas=AREAS, drawn=st.data())
def test_a_weighted_share_is_exact_to_a_tenth(
    sheets: dict[str, Worksheet], areas: list[list[int]], drawn: st.DataObject
) -> None:
    """However few homes there are: what is rounded on the way does not add up to more."""
    given, yes = dict[str, float](), Fraction(0)
    for number, (answered, asked, homes) in enumerate(areas, 1):
        said_yes = drawn.draw(st.integers(0, answered))
        yes += Fraction(homes * said_yes, answered)
        values = {"homes": homes, "asked": asked, "answered": answered, "yes": said_yes}
        given |= {f"{name}.{number}": value for name, value in values.items()}
    exact = yes * 100 / sum(homes for *_, homes in areas)
    assert abs(reckoned(sheets["weights"], given)["share"] - float(exact)) <= 0.11


def test_a_warning_is_said_where_it_holds_alone(sheets: dict[str, Worksheet]) -> None:
    few = {"homes": 50, "share": 50, "margin": 2}
    assert [each.id for each in said(sheets["how-many"], reckoned(sheets["how-many"], few))] == ["everyone"]
    many = {"homes": 5000, "share": 50, "margin": 5}
    assert [each.id for each in said(sheets["how-many"], reckoned(sheets["how-many"], many))] == ["visit", "work"]


def test_half_a_row_gives_no_share(sheets: dict[str, Worksheet]) -> None:
    """An area in which nobody answered would count with its homes and with no yes."""
    whole = {"homes.1": 900, "asked.1": 100, "answered.1": 90, "yes.1": 9}
    assert reckoned(sheets["weights"], whole)["share"] == 10
    silent = {**whole, "homes.2": 100, "asked.2": 10, "answered.2": 0, "yes.2": 0}
    assert {"share", "all-yes"}.isdisjoint(reckoned(sheets["weights"], silent))


def test_more_answers_than_homes_are_a_slip_and_no_certainty(sheets: dict[str, Worksheet]) -> None:
    values = reckoned(sheets["margin"], {"share": 40, "answered": 420, "homes": 200})
    assert "margin" not in values
    answered = next(each for each in sheets["margin"].quantities if each.id == "answered")
    assert answered.most == "homes", "the page asks for another number"


@pytest.mark.parametrize(
    ("share", "sentences"), [(9.9, {"rare"}), (10, {"range"}), (90, {"range"}), (90.1, {"rare"}), (0, {"rare"})]
)
def test_a_range_is_said_or_that_there_is_none(sheets: dict[str, Worksheet], share: float, sentences: set[str]) -> None:
    values = reckoned(sheets["margin"], {"share": share, "answered": 100, "homes": 2000})
    assert {each.id for each in said(sheets["margin"], values)} & {"range", "rare"} == sentences


@pytest.mark.parametrize(("homes", "few"), [(2000, True), (100_000, False), (300, False)])
def test_places_are_few_only_where_they_are(sheets: dict[str, Worksheet], homes: int, few: bool) -> None:
    """Also where more would have to be visited than there are."""
    values = reckoned(
        sheets["how-many"], {"homes": homes, "margin": 10 if few else 5, "cluster": 30 if few else 10, "answer": 50}
    )
    assert (values["places"] < 20) == few and (values["ask"] > homes) == (homes == 300)
    assert ("few-places" in [each.id for each in said(sheets["how-many"], values)]) == few
