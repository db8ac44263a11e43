"""Scenarios as they stand in the files."""

import copy
import hashlib
import json
import lzma
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .places import ARCHIVES, DEMO_MEDIA, EXPECTED, SCENARIOS

COLUMNS = ("python-sdk", "python", "python-asyncio", "go", "typescript", "java", "java-async")
_KNOWN = {"description", "gateway", "columns", "sdk", "setup", "steps", "request", "expect", "after", "cases"}


@dataclass(frozen=True)
class Step:
    """A request and what has to come of it."""

    request: dict[str, Any]
    expect: dict[str, Any]


@dataclass(frozen=True)
class Scenario:
    """One row of the matrix."""

    name: str
    description: str
    gateway: str
    columns: tuple[str, ...]
    setup: dict[str, Any]
    steps: tuple[Step, ...]
    after: dict[str, Any] = field(default_factory=dict)

    @property
    def alone(self) -> bool:
        """Whether no other column may run it at the same time: what one meets the others would not."""
        return any(fault.get("times") != 0 for fault in self.setup.get("faults", []))


def load() -> list[Scenario]:
    """All of them, in the order of their files."""
    found = [each for file in sorted(SCENARIOS.glob("*.json")) for each in _of_file(file)]
    names = [each.name for each in found]
    if len(set(names)) != len(names):
        raise ValueError(f"scenarios share a name: {sorted(name for name in names if names.count(name) > 1)}")
    return found


def _of_file(file: Path) -> list[Scenario]:
    described = json.loads(file.read_text())
    if not (described.keys() <= _KNOWN and described.get("description")):
        raise ValueError(f"{file.name} has an unknown field, or no description: {sorted(described.keys() - _KNOWN)}")
    cases = described.pop("cases", None)
    if cases is None:
        return [_scenario(file.stem, described)]
    return [_scenario(f"{file.stem}: {name}", _over(described, case)) for name, case in cases.items()]


def _scenario(name: str, described: dict[str, Any]) -> Scenario:
    columns = tuple(described.get("columns", COLUMNS[1:]))
    if described.get("sdk"):
        columns = ("python-sdk", *columns)
    if not set(columns) <= set(COLUMNS):
        raise ValueError(f"{name} names an unknown column")
    steps = described.get("steps") or [{"request": described["request"], "expect": described["expect"]}]
    return Scenario(
        name,
        described["description"],
        described.get("gateway", "default"),
        columns,
        described.get("setup", {}),
        tuple(Step(step["request"], step["expect"]) for step in steps),
        described.get("after", {}),
    )


def _over(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """What a case says goes over what its family says, field by field."""
    merged = copy.deepcopy(base)
    for name, value in over.items():
        both = isinstance(value, dict) and isinstance(merged.get(name), dict)
        merged[name] = _over(merged[name], value) if both else value
    return merged


def filled(value: Any, known: dict[str, str]) -> Any:
    """With `$name` replaced by what is known, `{"$file": …}` by what stands there, all of it or what is `$at` a name of it, `$only` some
    elements of that, those `$from` one on, or `$with` more fields; and with `{"$archive": …}` by what a download of it gives."""
    if isinstance(value, str) and value.startswith("$") and value[1:] in known:
        return known[value[1:]]
    if isinstance(value, list):
        return [filled(each, known) for each in value]
    if isinstance(value, dict):
        if "$file" in value:
            whole = filled(expected_file(value["$file"]), known)
            part = whole[value["$at"]] if "$at" in value else whole
            part = {**part, **value["$with"]} if "$with" in value else part
            part = part[value["$from"] :] if "$from" in value else part
            return [part[index] for index in value["$only"]] if "$only" in value else part
        if "$archive" in value:
            content = (ARCHIVES / f"{value['$archive']}.zip").read_bytes()
            return {"size_bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        if "path" in value and value["path"].startswith("demo:"):
            value = {**value, "path": str(DEMO_MEDIA / value["path"].removeprefix("demo:"))}
        return {name: filled(each, known) for name, each in value.items()}
    return value


def expected_file(name: str) -> Any:
    """What the official SDK made of an archive."""
    packed = EXPECTED / f"{name}.xz"
    return json.loads(lzma.decompress(packed.read_bytes()) if packed.exists() else (EXPECTED / name).read_bytes())
