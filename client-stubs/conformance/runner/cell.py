"""One scenario in one column."""

import json
from contextlib import ExitStack
from typing import Any

from . import compare
from .clients import Client
from .gateways import Gateways
from .line import Break, Line
from .scenario import Scenario, Step, filled
from .scripted import ScriptedServer
from .service import API_KEY, Service

# Far more than any step takes, for machines that stand still at times.
ANSWER_SECONDS = 60

# JavaScript's own JSON.stringify writes it like the other zero; the messages do hold it.
WITHOUT_NEGATIVE_ZEROS = ("typescript",)


class Mismatch(Exception):
    """What came was not what the scenario expects."""


def run(scenario: Scenario, client: Client, gateways: Gateways, tasks: dict[str, str]) -> Any:
    """The last answer's value; Mismatch or RuntimeError where the scenario fails."""
    known = dict(tasks)
    value = None
    with ExitStack() as stack:
        address, observed = _address(scenario, client.is_sdk, gateways, stack)
        for number, step in enumerate(scenario.steps, 1):
            answer = _asked(step, client, address, known)
            known[f"step{number}"] = answer.get("task_id") or _task_of(answer)
            known[f"token{number}"] = answer.get("notes", {}).get("resume_token", "")
            value = answer.get("value")
        _check_observed(scenario.after, observed)
    return value


def _address(scenario: Scenario, is_sdk: bool, gateways: Gateways, stack: ExitStack) -> tuple[str, ScriptedServer | Line | None]:
    """Where the client is sent, and what stands there to be asked afterwards."""
    if is_sdk:
        return gateways.service.url, None
    if "scripted" in scenario.setup:
        server = ScriptedServer(scenario.setup["scripted"])
        stack.callback(server.close)
        return f"http://127.0.0.1:{server.port}", server
    port = gateways.port(scenario.gateway)
    if "line" not in scenario.setup:
        return f"http://127.0.0.1:{port}", None
    line = Line(port, Break(**scenario.setup["line"]))
    stack.callback(line.close)
    return f"http://127.0.0.1:{line.port}", line


def _asked(step: Step, client: Client, address: str, known: dict[str, str]) -> dict[str, Any]:
    request = {"gateway": address, **filled(step.request, known)}
    if client.is_sdk:
        request["api_key"] = API_KEY
    answer = client.ask(request, ANSWER_SECONDS)
    if "unsupported" in answer:
        raise Mismatch(f"unsupported: {answer['unsupported']}")
    expected = filled(step.expect, known)
    if found := _difference(expected, answer, client):
        raise Mismatch(found)
    return answer


def _difference(expected: dict[str, Any], answer: dict[str, Any], client: Client) -> str | None:
    if not expected:
        return None
    outcome = "error" if "error" in expected else "value"
    if outcome not in answer:
        return f"expected {_outline(expected)}, was {_outline(answer)}"
    if outcome == "value":
        value = expected["value"]
        if client.column in WITHOUT_NEGATIVE_ZEROS:
            value = compare.without_negative_zeros(value)
        found = compare.difference(_value(value), _value(answer["value"]))
    else:
        error = expected["error"]
        # The SDK knows the kind alone.
        stated = {"kind": error["kind"]} if client.is_sdk else error
        differing = compare.difference if "$one_of" in stated else compare.stated
        found = differing(stated, answer["error"], "error")
        found = found and f"{found}; it said: {answer['error'].get('message')}"
    if not found and "task_id" in expected and not client.is_sdk:
        found = compare.difference(expected["task_id"], answer.get("task_id"), "task_id")
    return found or compare.stated({"left_over": {"$one_of": [None, 0]}} | expected.get("notes", {}), answer.get("notes", {}), "notes")


def _value(value: Any) -> Any:
    """`last` of a header tells about parts, which a whole header has not; clients may leave it."""
    value = compare.normalized(value)
    if isinstance(value, dict) and isinstance(value.get("header"), dict):
        return {**value, "header": {name: each for name, each in value["header"].items() if name != "last"}}
    return value


def _outline(answer: dict[str, Any]) -> str:
    text = json.dumps({name: each for name, each in answer.items() if name in ("error", "value")})
    return text if len(text) < 400 else f"{text[:400]}…"


def _task_of(answer: dict[str, Any]) -> str:
    value = compare.normalized(answer.get("value"))
    return str(value.get("task_id", "")) if isinstance(value, dict) else ""


def _check_observed(after: dict[str, Any], observed: ScriptedServer | Line | None) -> None:
    """What stood before the gateway, or in its place, once all was answered."""
    seen = {"calls": observed.calls} if isinstance(observed, ScriptedServer) else {"connections": observed.connections} if observed else {}
    wanted = {name: value for name, value in after.items() if name in seen}
    if found := compare.stated(wanted, seen, "after"):
        raise Mismatch(found)


def of_service(after: dict[str, Any], service: Service, columns: int) -> str | None:
    """What the simulator has seen otherwise than expected, once so many columns have run the scenario."""
    if after.get("idle") and not service.becomes_idle():
        return "a request to the service is still under way"
    counts = service.counts() if after else {}
    wanted = {name: _times(value, columns) for name, value in after.items() if name in counts}
    return compare.stated(wanted, counts, "after, by all columns")


def _times(value: Any, columns: int) -> Any:
    return {name: each * columns for name, each in value.items()} if isinstance(value, dict) else value * columns
