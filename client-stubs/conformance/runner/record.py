"""Has the official SDK say what archives mean, for `../expected`."""

import json
import lzma
from typing import Any

from . import cell, compare, frames
from .clients import Client
from .gateways import Gateways
from .places import EXPECTED
from .scenario import Scenario, filled
from .service import API_KEY

LARGEST_TEXT = 200_000
FRAMED = ("video-gaps", "video-many")
_IDS = ("task_id", "prediction_task_uuid")


def record(scenarios: list[Scenario], client: Client, gateways: Gateways) -> None:
    """Writes the expected file of each scenario that the SDK takes part in and that expects a whole file."""
    for scenario in scenarios:
        expected = scenario.steps[-1].expect.get("value")
        if "python-sdk" not in scenario.columns or not isinstance(expected, dict) or "$file" not in expected:
            continue
        tasks = gateways.service.reset(scenario.setup)
        request = filled(scenario.steps[-1].request, tasks)
        answer = client.ask({"gateway": gateways.service.url, "api_key": API_KEY, **request}, cell.ANSWER_SECONDS)
        if "value" not in answer:
            raise RuntimeError(f"{scenario.name}: {answer}")
        _write(expected["$file"], _without_ids(compare.normalized(answer["value"])))
        if scenario.setup.get("archive") in FRAMED:
            _write(expected["$file"].replace(".json", ".frames.json"), compare.normalized(frames.of(answer["value"])))


def _without_ids(value: dict[str, Any]) -> dict[str, Any]:
    told = value.get("header", value)
    told.update({name: "$any" for name in _IDS if name in told})
    return value


def _write(name: str, value: Any) -> None:
    text = json.dumps(value, indent=1, ensure_ascii=True, sort_keys=True) + "\n"
    EXPECTED.mkdir(exist_ok=True)
    if len(text) <= LARGEST_TEXT:
        (EXPECTED / name).write_text(text)
    else:
        (EXPECTED / f"{name}.xz").write_bytes(lzma.compress(text.encode(), preset=9))
    print(f"{name}: {len(text)} characters")
