"""Whether an answer is what a scenario expects.

A value has to be the whole value; of an error, and of notes, only what the scenario states is looked at. Numbers are compared as
doubles, bit for bit. In expectations stand, where a value cannot be known, `"$any"` (any text that is not empty), `"$ignored"` and objects
with one of these: `$at_most`, `$at_least` (numbers), `$contains` (text), `$one_of`, `$ordered_from` (a list whose elements
come, in that order, from this one), `$states` (an object of which only these fields are looked at),
`$count` (the list of the numbers from 0 up to this one), `$range` (from the first up to the second).
"""

import math
import re
import struct
from collections.abc import Callable
from typing import Any

_CAPITAL = re.compile(r"(?<=[a-z0-9])([A-Z])")


def normalized(value: Any) -> Any:
    """Names in snake case, and without what protobuf's JSON may leave out: default values, empty lists."""
    if isinstance(value, dict) and any(name.startswith("$") for name in value):
        return value
    if isinstance(value, dict):
        named = {_CAPITAL.sub(lambda found: f"_{found[1].lower()}", name): normalized(each) for name, each in value.items()}
        return {name: each for name, each in named.items() if not _is_default(each)}
    if isinstance(value, list):
        return [normalized(each) for each in value]
    return value


def _is_default(value: Any) -> bool:
    if isinstance(value, float | int):
        return bits(value) == 0
    return value in (None, "", "0", []) if not isinstance(value, dict) else False


def without_negative_zeros(value: Any) -> Any:
    """For clients whose library has none in JSON."""
    if isinstance(value, dict):
        return {name: without_negative_zeros(each) for name, each in value.items()}
    if isinstance(value, list):
        return [without_negative_zeros(each) for each in value]
    return 0.0 if isinstance(value, float) and value == 0 else value


def bits(number: float) -> int:
    return int(struct.unpack("<Q", struct.pack("<d", number))[0])


def difference(expected: Any, actual: Any, at: str = "value") -> str | None:
    """Where the two first differ, in words; both are normalized."""
    if isinstance(expected, dict) and any(name.startswith("$") for name in expected):
        return _matched(expected, actual, at)
    if expected == "$ignored":
        return None
    if expected == "$any":
        return None if isinstance(actual, str) and actual else _differ(at, "any text", actual)
    if isinstance(expected, dict) and isinstance(actual, dict):
        return _of_objects(expected, actual, at)
    if isinstance(expected, list) and isinstance(actual, list):
        return _of_lists(expected, actual, at)
    if _is_number(expected) and _is_number(actual):
        return None if bits(expected) == bits(actual) else _differ(at, expected, actual)
    same = type(expected) is type(actual) and expected == actual
    return None if same else _differ(at, expected, actual)


def stated(expected: dict[str, Any], actual: dict[str, Any], at: str) -> str | None:
    """As `difference`, of the fields that are expected alone; null stands for one that must be absent."""
    for name, value in expected.items():
        if value is None and name in actual:
            return _differ(f"{at}.{name}", "nothing", actual[name])
        if value is not None and (found := difference(value, actual.get(name), f"{at}.{name}")):
            return found
    return None


def _of_objects(expected: dict[str, Any], actual: dict[str, Any], at: str) -> str | None:
    for name in expected.keys() | actual.keys():
        if name not in actual:
            return _differ(f"{at}.{name}", expected[name], "nothing")
        if name not in expected:
            return _differ(f"{at}.{name}", "nothing", actual[name])
        if found := difference(expected[name], actual[name], f"{at}.{name}"):
            return found
    return None


def _of_lists(expected: list[Any], actual: list[Any], at: str) -> str | None:
    if len(expected) != len(actual):
        return _differ(f"{at} (length)", len(expected), len(actual))
    for index, (one, other) in enumerate(zip(expected, actual, strict=True)):
        if found := difference(one, other, f"{at}[{index}]"):
            return found
    return None


_MATCHERS: dict[str, Callable[[Any, Any], bool]] = {
    "$at_most": lambda limit, actual: _is_number(actual) and actual <= limit,
    "$at_least": lambda limit, actual: _is_number(actual) and actual >= limit,
    "$contains": lambda text, actual: isinstance(actual, str) and text in actual,
    "$one_of": lambda choices, actual: any(difference(each, actual) is None for each in choices),
    "$count": lambda count, actual: _are_numbers(actual, range(count)),
    "$range": lambda ends, actual: _are_numbers(actual, range(*ends)),
    "$states": lambda fields, actual: isinstance(actual, dict) and stated(fields, actual, "") is None,
    "$ordered_from": lambda order, actual: isinstance(actual, list) and _is_ordered_from(order, actual),
}


def _matched(matcher: dict[str, Any], actual: Any, at: str) -> str | None:
    for name, argument in matcher.items():
        if not _MATCHERS[name](argument, actual):
            return _differ(at, f"{name} {argument}", actual)
    return None


def _are_numbers(actual: Any, wanted: range) -> bool:
    return isinstance(actual, list) and [str(each) for each in actual] == [str(each) for each in wanted]


def _is_ordered_from(order: list[Any], actual: list[Any]) -> bool:
    rest = iter(order)
    return bool(actual) and all(each in rest for each in actual)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and not (isinstance(value, float) and math.isnan(value))


def _differ(at: str, expected: Any, actual: Any) -> str:
    return f"{at}: expected {_short(expected)}, was {_short(actual)}"


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 160 else f"{text[:150]}… ({len(text)} characters)"
