"""Whether every reason of the contract is met by a scenario, or listed as one that no client can meet."""

import json
import re
from typing import Any

from .places import ERROR_REASONS, SCENARIOS
from .scenario import Scenario

LIST = SCENARIOS.parent / "unreachable-reasons.json"


def gaps(scenarios: list[Scenario]) -> list[str]:
    """What is wrong with the coverage, in words."""
    names = set(re.findall(r"^  ERROR_REASON_(\w+) = \d+;", ERROR_REASONS.read_text(), re.MULTILINE))
    unreachable = set(json.loads(LIST.read_text()))
    met: set[str] = set()
    read: set[str] = set()
    for scenario in scenarios:
        # What a scripted server says shows that clients understand it, not that they can meet it.
        into = read if "scripted" in scenario.setup else met
        for step in scenario.steps:
            into |= set(_reasons(step.expect))
    return [
        *(f"no scenario meets {name}, and it is not listed in {LIST.name}" for name in sorted(names - met - unreachable)),
        *(f"{LIST.name} lists {name}, which a scenario meets" for name in sorted(unreachable & met)),
        *(f"{LIST.name} lists {name}, which the contract lacks" for name in sorted(unreachable - names)),
        *(f"no scripted scenario says {name}" for name in sorted(names - read - {"UNSPECIFIED"})),
    ]


def _reasons(expected: Any) -> list[str]:
    if isinstance(expected, list):
        return [reason for each in expected for reason in _reasons(each)]
    if not isinstance(expected, dict):
        return []
    own = [expected["reason"]] if isinstance(expected.get("reason"), str) else []
    return own + [reason for each in expected.values() for reason in _reasons(each)]
