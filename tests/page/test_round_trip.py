"""Every example put into the form and read back is the same case, with the same answer."""

from __future__ import annotations

import pytest

import costavoid as ca
from costavoid.page.answered import answered
from costavoid.page.taking_away import case_file
from costavoid.page.typed import query_of, read_query
from costavoid.page.writing_back import texts_of
from example_cases import CASES


@pytest.mark.parametrize("name", CASES)
def test_a_case_in_the_form_is_the_same_case(name: str) -> None:
    case = ca.Case.of(CASES[name])
    made = answered(read_query(query_of(texts_of(case))), drawn=True)
    assert made.case == case
    assert made.answer is not None
    assert made.answer.npv == CASES[name].npv
    assert not made.faults


@pytest.mark.parametrize("name", CASES)
def test_the_case_file_of_the_page_is_read_as_the_same_case(name: str) -> None:
    case = ca.Case.of(CASES[name])
    made = answered(texts_of(case))
    assert ca.Case.read(case_file(made)) == case


@pytest.mark.parametrize("name", CASES)
def test_the_state_that_comes_back_is_the_state_that_was_sent(name: str) -> None:
    sent = answered(texts_of(ca.Case.of(CASES[name]))).texts
    assert answered(read_query(query_of(sent))).texts == sent
