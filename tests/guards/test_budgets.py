"""Code stays small enough to read: the budgets of docs/architecture.md."""

import ast
import statistics
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("resource_app", "search", "importers", "validation", "referrals", "benchmarks")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
FORBIDDEN_NAMES = {"utils", "helpers", "common", "manager", "managers", "handler", "handlers", "misc", "base"}
LONGEST_FUNCTION = 60
LONGEST_MODULE = 400
MEDIAN = 9
NINTH_DECILE = 28


def lengths_of_functions() -> dict[str, int]:
    lengths = {}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno is not None
                lengths[f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"] = node.end_lineno - node.lineno + 1
    return lengths


def test_no_function_is_longer_than_the_budget() -> None:
    assert {where: length for where, length in lengths_of_functions().items() if length > LONGEST_FUNCTION} == {}


def test_most_functions_are_short() -> None:
    lengths = sorted(lengths_of_functions().values())
    assert statistics.median(lengths) <= MEDIAN
    assert lengths[int(len(lengths) * 0.9)] <= NINTH_DECILE


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_small_and_its_name_says_something(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE
    assert path.stem not in FORBIDDEN_NAMES
