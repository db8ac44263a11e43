"""Speaks for the official Dragoneye SDK, straight to the service: the column the gateway's clients are compared with.

Only what the SDK itself can do is known here; `gateway` is the service's base URL.
"""

import asyncio
import json
import sys
from pathlib import Path

from dragoneye import Dragoneye, Image, Video
from dragoneye.classification import _is_task_failed, _is_task_successful

KINDS = {
    "PredictionTaskError": "prediction_task",
    "PredictionUploadError": "prediction_upload",
    "PredictionTaskBeginError": "prediction_task_begin",
    "PredictionTaskResultsUnavailableError": "prediction_task_results_unavailable",
    "PredictionTimeoutException": "prediction_timeout",
    "ValueError": "usage",
}


def media_of(request):
    described = request["media"]
    family = Image if described["kind"] == "image" else Video
    if described["from"] == "path":
        return family.from_path(described["path"], name=described.get("name"), mime_type=described.get("mime_type"))
    data = Path(described["path"]).read_bytes() if "path" in described else bytes(described["bytes"])
    return family.from_bytes(data, mime_type=described["mime_type"], name=described.get("name"))


async def predict(client, request):
    options = request.get("options", {})
    arguments = {"media": media_of(request), "model_name": request["model"], **options.get("parameters", {})}
    if "frames_per_second" in options:
        arguments["frames_per_second"] = options["frames_per_second"]
    if "completion_timeout_ms" in options:
        arguments["timeout_seconds"] = options["completion_timeout_ms"] / 1000
    return await getattr(client.classification, request["call"])(**arguments)


async def outcome(client, request):
    call = request["call"]
    if call in ("predict_image", "predict_video"):
        return value_of(await predict(client, request))
    if call == "status":
        return task_of(await client.classification.status(request["task_id"]))
    return value_of(await getattr(client.classification, call)(request["task_id"]))


def task_of(answer):
    state = "SUCCEEDED" if _is_task_successful(answer.status) else "FAILED" if _is_task_failed(answer.status) else "IN_PROGRESS"
    return {
        "task_id": answer.prediction_task_uuid,
        "prediction_task_uuid": answer.prediction_task_uuid,
        "prediction_type": f"PREDICTION_TYPE_{answer.prediction_type.upper()}",
        "state": f"TASK_STATE_{state}",
        "status": answer.status,
    }


def value_of(response):
    """The SDK's model in the form of the gateway's messages: named corners, 64-bit integers as text."""
    value = message(response.model_dump(mode="python"))
    value["task_id"] = value["prediction_task_uuid"]
    if "frames_per_second" not in value:
        return value
    objects = value.pop("objects")
    value["frames_per_second"] = response.frames_per_second
    return {"header": value, "objects": objects}


def message(value):
    if isinstance(value, dict):
        return {name: message(each) for name, each in value.items() if each is not None}
    if isinstance(value, tuple):
        return dict(zip(("x1", "y1", "x2", "y2"), map(message, value), strict=True))
    if isinstance(value, list):
        return [message(each) for each in value]
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float) and value - value != 0:
        return "NaN" if value != value else "Infinity" if value > 0 else "-Infinity"
    return value


def answer(request):
    try:
        client = Dragoneye(api_key=request.get("api_key", "conformance"), base_api_url=request["gateway"], max_retries=1)
        return {"value": asyncio.run(outcome(client, request))}
    except Exception as error:
        return {"error": {"kind": KINDS.get(type(error).__name__, type(error).__name__), "message": str(error)}}


for line in sys.stdin:
    asked = json.loads(line)
    print(json.dumps({"id": asked["id"], **answer(asked)}), flush=True)
