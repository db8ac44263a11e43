"""What the official SDK's README shows, with the package's name as the only change."""

from __future__ import annotations

import asyncio
import importlib.util
from pathlib import Path

import pytest
from results import completion, header, image_response, part
from scripted import Gateway, failing

from dragoneye_gateway.v1.prediction_service_pb2 import PredictVideoResponse

QUICK_START = """
import asyncio
from dragoneye_gateway import Dragoneye, Image, Video

async def main():
    # The api_key can also be set via the DRAGONEYE_API_KEY environment variable.
    client = Dragoneye(api_key="<YOUR_ACCESS_TOKEN>")

    # Example: predict from an image
    image = Image.from_path("photo.jpg")
    image_result = await client.classification.predict_image(
        media=image,
        model_name="recognize_anything/your_model_name",  # change to your desired model
    )

    # Example: predict from a video
    # NOTE! When loading a file, you can optionally pass a file name or identifier
    # that you use to identify your own files.
    video = Video.from_path(
        path="example.mp4",
        name="any-file-name",
    )
    video_result = await client.classification.predict_video(
        media=video,
        model_name="recognize_anything/your_model_name",
    )

    # Accessing image results
    for obj in image_result.objects:
        bbox = obj.bbox_observation.normalized_bbox
        top_category = max(obj.categories, key=lambda c: c.score)
        print(f"Category: {top_category.name} ({top_category.score:.2f})")
        for attr in top_category.attributes:
            print(f"  {attr.attribute_name}: {attr.option_name} ({attr.score:.2f})")

asyncio.run(main())
"""

ERRORS = """
from dragoneye_gateway import Dragoneye, Image
from dragoneye_gateway.types.exception import (
    PredictionTimeoutException,
    PredictionTaskError,
    PredictionUploadError,
)

async def main(client, image):
    try:
        result = await client.classification.predict_image(
            media=image,
            model_name="recognize_anything/your_model_name",
            timeout_seconds=60,
        )
    except PredictionTimeoutException:
        print("Prediction timed out — try increasing timeout_seconds")
    except PredictionUploadError:
        print("Failed to upload media — check file path and format")
    except PredictionTaskError:
        print("Prediction task failed on the server")
"""


def test_should_run_the_quick_start(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def video(requests, _context):
        list(requests)
        for message in (header(), part(0), completion(1)):
            event = message.WhichOneof("event")
            yield PredictVideoResponse(**{event: getattr(message, event)})

    gateway.on("PredictImage", lambda requests, _context: (list(requests), image_response())[1])
    gateway.on("PredictVideo", video)
    monkeypatch.setenv("DRAGONEYE_GATEWAY", f"127.0.0.1:{gateway.port}")
    monkeypatch.chdir(tmp_path)
    Path("photo.jpg").write_bytes(b"x")
    Path("example.mp4").write_bytes(b"x")

    exec(compile(QUICK_START, "README", "exec"), {})

    assert capsys.readouterr().out == "Category: señal (0.30)\n  a: b (0.50)\n"
    assert [metadata["dragoneye-api-key"] for _, metadata in gateway.calls] == ["<YOUR_ACCESS_TOKEN>"] * 2


def test_should_run_the_error_handling(gateway: Gateway, capsys: pytest.CaptureFixture[str]) -> None:
    import grpc

    from dragoneye_gateway import Dragoneye, Image

    names: dict = {}
    exec(compile(ERRORS, "README", "exec"), names)
    gateway.on(
        "PredictImage",
        failing(grpc.StatusCode.DEADLINE_EXCEEDED, "PREDICTION_TIMEOUT"),
        failing(grpc.StatusCode.FAILED_PRECONDITION, "UPLOAD_REJECTED"),
        failing(grpc.StatusCode.FAILED_PRECONDITION, "PREDICTION_FAILED"),
    )
    client = Dragoneye(api_key="k", max_retries=10, max_backoff_time=120, address=f"127.0.0.1:{gateway.port}")

    for _ in range(3):
        asyncio.run(names["main"](client, Image.from_bytes(b"x", "image/png")))

    assert [line.split(" —")[0] for line in capsys.readouterr().out.splitlines()] == [
        "Prediction timed out",
        "Failed to upload media",
        "Prediction task failed on the server",
    ]


def test_should_live_beside_the_sdk() -> None:
    if importlib.util.find_spec("dragoneye") is None:
        return
    import dragoneye

    import dragoneye_gateway

    for name in dragoneye.__all__:
        assert hasattr(dragoneye_gateway, name), name
    for name in ("BboxObservation", "VideoBboxObservation", "ImageDetectedObject", "VideoDetectedObject"):
        ours = getattr(dragoneye_gateway, name)
        assert list(getattr(dragoneye, name).model_fields) == list(ours.__dataclass_fields__)
    for name in ("ClassificationPredictImageResponse", "ClassificationPredictVideoResponse"):
        assert set(getattr(dragoneye, name).model_fields) < set(getattr(dragoneye_gateway, name).__dataclass_fields__)
    assert dragoneye.PredictionTaskError is not dragoneye_gateway.PredictionTaskError
