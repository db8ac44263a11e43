from __future__ import annotations

import io
import threading
from pathlib import Path

import google_crc32c
import grpc
import pytest
from results import BIG_ID, SCORE, image_response
from scripted import Blocking, Gateway, fail, failing

from dragoneye_gateway import (
    DeadlineExceededError,
    DragoneyeError,
    GatewayUnavailableError,
    Image,
    InvalidRequestError,
    MediaUnreadableError,
    PredictionUploadError,
    Video,
)
from dragoneye_gateway.v1.prediction_service_pb2 import SubmitPredictionResponse
from dragoneye_gateway.v1.task_service_pb2 import Task

MIB = 1 << 20


def answering(received: list, **metadata: str):
    def script(requests, context):
        received.extend(requests)
        context.send_initial_metadata(tuple((name.replace("_", "-"), value) for name, value in metadata.items()))
        return image_response()

    return script


def test_should_give_what_the_gateway_sends_to_the_last_bit(client: Blocking, gateway: Gateway) -> None:
    gateway.on("PredictImage", answering([]))

    result = client.call("classification.predict_image", Image.from_bytes(b"x", "image/png"), "m")

    assert (result.prediction_task_uuid, result.task_id, result.original_file_name) == ("uuid-1", "t-1", "größe.png")
    detected = result.objects[0]
    assert detected.object_id == BIG_ID
    assert detected.bbox_observation.normalized_bbox == (0.1, 0.2, 0.3, 0.4)
    assert detected.bbox_observation.bbox_score == SCORE
    assert detected.categories[0].name == "señal"
    assert result.to_proto() == image_response().prediction


def test_should_send_config_first_then_the_media_in_chunks(client: Blocking, gateway: Gateway, tmp_path: Path) -> None:
    data = bytes(range(256)) * 4096
    file = tmp_path / "photo.WEBP"
    file.write_bytes(data)
    received: list = []
    gateway.on("PredictImage", answering(received))

    client.call(
        "classification.predict_image",
        Image.from_path(file, name="mine").with_checksum(),
        "models/a",
        60,
        parameters={"one": "1"},
        extra=2,
    )

    config = received[0].config
    assert (config.model, config.mime_type, config.file_name, config.size_bytes) == (
        "models/a",
        "image/webp",
        "mine",
        MIB,
    )
    assert config.crc32c == google_crc32c.value(data)
    assert dict(config.parameters) == {"one": "1", "extra": "2"}
    assert config.completion_timeout.seconds == 60
    assert not config.HasField("frames_per_second")
    assert [len(message.chunk) for message in received[1:]] == [MIB // 4] * 4
    assert b"".join(message.chunk for message in received[1:]) == data


def test_should_not_declare_the_size_of_a_stream_that_is_no_file(client: Blocking, gateway: Gateway) -> None:
    received: list = []
    gateway.on("PredictImage", answering(received))

    client.call("classification.predict_image", Image.from_stream(Unseekable(b"abc"), mime_type="image/png"), "m")

    assert not received[0].config.HasField("size_bytes")
    assert received[1].chunk == b"abc"


def test_should_find_out_the_size_of_an_open_file(client: Blocking, gateway: Gateway, tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"0123456789")
    received: list = []

    def script(requests, _context):
        received.extend(requests)
        return SubmitPredictionResponse(task=Task(task_id="t-1", prediction_type=2, state=1))

    gateway.on("SubmitPrediction", script)

    with (tmp_path / "a.mp4").open("rb") as stream:
        stream.read(4)
        task = client.call("classification.submit", Video.from_stream(stream, mime_type="video/mp4"), "m", 5)

    assert received[0].config.size_bytes == 6
    assert received[0].config.frames_per_second == 5
    assert task.prediction_type == "video"


def test_should_tell_the_task_before_the_result(client: Blocking, gateway: Gateway) -> None:
    told = threading.Event()

    def script(requests, context):
        list(requests)
        context.send_initial_metadata((("dragoneye-task-id", "t-9"),))
        assert told.wait(10)
        return image_response()

    gateway.on("PredictImage", script)
    tasks: list[str] = []

    client.call(
        "classification.predict_image",
        Image.from_bytes(b"x", "image/png"),
        "m",
        on_task=lambda task: (tasks.append(task), told.set()),
    )

    assert tasks == ["t-9"]


def test_should_tell_how_much_was_sent(client: Blocking, gateway: Gateway) -> None:
    gateway.on("PredictImage", answering([]))
    sent: list[int] = []

    image = Image.from_bytes(bytes(300 * 1024), "image/png")
    client.call("classification.predict_image", image, "m", on_sent=sent.append)

    assert sent == [256 * 1024, 300 * 1024]


def test_should_show_the_status_of_a_gateway_that_rejects_mid_upload(client: Blocking, gateway: Gateway) -> None:
    def script(requests, context):
        next(requests)
        next(requests)
        fail(context, grpc.StatusCode.INVALID_ARGUMENT, "MEDIA_TOO_LARGE", phase="upload", predict_sent="no")

    gateway.on("PredictImage", script)

    for _ in range(5):
        image = Image.from_stream(Unseekable(bytes(64 * MIB)), mime_type="image/png")
        with pytest.raises(PredictionUploadError) as caught:
            client.call("classification.predict_image", image, "m")
        assert caught.value.reason == "MEDIA_TOO_LARGE"
        assert caught.value.predict_sent == "no"


def test_should_cancel_the_call_when_the_media_cannot_be_read(client: Blocking, gateway: Gateway) -> None:
    whole = until_half_closed(gateway)
    image = Image.from_stream(Unseekable(bytes(MIB), fails_after=300 * 1024), mime_type="image/png")

    with pytest.raises(MediaUnreadableError, match="could not be read: the camera went away"):
        client.call("classification.predict_image", image, "m")

    assert not gateway.calls or gateway.ended.wait(10)
    assert whole == []


def test_should_raise_what_a_callback_raises_and_cancel(client: Blocking, gateway: Gateway) -> None:
    whole = until_half_closed(gateway)

    def refuse(_sent: int) -> None:
        raise KeyError("enough")

    with pytest.raises(KeyError, match="enough"):
        client.call("classification.predict_image", Image.from_bytes(b"x", "image/png"), "m", on_sent=refuse)

    # It may have been cancelled before it left.
    assert not gateway.calls or gateway.ended.wait(10)
    assert whole == []


def test_should_know_that_the_prediction_may_run_when_the_connection_breaks(client: Blocking, gateway: Gateway) -> None:
    def before(requests, context):
        next(requests)
        context.abort(grpc.StatusCode.UNAVAILABLE, "gone")

    def after(requests, context):
        list(requests)
        context.abort(grpc.StatusCode.UNAVAILABLE, "gone")

    def accepted(requests, context):
        list(requests)
        context.send_initial_metadata((("dragoneye-task-id", "t-9"),))
        context.abort(grpc.StatusCode.UNAVAILABLE, "gone")

    gateway.on("PredictImage", before, after, accepted)
    seen = []
    for size in (64 * MIB, 1, 1):
        with pytest.raises(GatewayUnavailableError) as caught:
            client.call("classification.predict_image", Image.from_bytes(bytes(size), "image/png"), "m")
        seen.append((caught.value.predict_sent, caught.value.task_id))

    assert seen == [("no", None), ("unknown", None), ("yes", "t-9")]
    assert gateway.rpcs() == ["PredictImage"] * 3


def test_should_end_at_the_deadline(client: Blocking, gateway: Gateway) -> None:
    def script(requests, _context):
        list(requests)
        gateway.ended.wait(10)
        return image_response()

    gateway.on("PredictImage", script)

    with pytest.raises(DeadlineExceededError) as caught:
        client.call("classification.predict_image", Image.from_bytes(b"x", "image/png"), "m", deadline_seconds=0.2)

    assert str(caught.value) == "The call took longer than its deadline [DEADLINE_EXCEEDED, predict sent: unknown]"


def test_should_never_repeat_media(client: Blocking, gateway: Gateway) -> None:
    gateway.on("PredictImage", failing(grpc.StatusCode.UNAVAILABLE, "GATEWAY_OVERLOADED", predict_sent="no"))

    with pytest.raises(GatewayUnavailableError):
        client.call("classification.predict_image", Image.from_bytes(b"x", "image/png"), "m")

    assert gateway.rpcs() == ["PredictImage"]


def test_should_tell_what_is_wrong_with_the_request(client: Blocking, gateway: Gateway) -> None:
    gateway.on("PredictImage", failing(grpc.StatusCode.INVALID_ARGUMENT, "INVALID_REQUEST", field="model"))

    with pytest.raises(InvalidRequestError) as caught:
        client.call("classification.predict_image", Image.from_bytes(b"x", "image/png"), "")

    assert isinstance(caught.value, ValueError)
    assert [(violation.field, violation.description) for violation in caught.value.field_violations] == [
        ("model", "mend it")
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"timeout_seconds": 0},
        {"deadline_seconds": -1},
        {"media": Video.from_bytes(b"x", "video/mp4")},
    ],
)
def test_should_refuse_wrong_arguments_before_any_call(client: Blocking, gateway: Gateway, wrong: dict) -> None:
    arguments = {"media": Image.from_bytes(b"x", "image/png"), "model_name": "m"} | wrong

    with pytest.raises(ValueError) as caught:  # noqa: PT011 # must be none of the client's own
        client.call("classification.predict_image", **arguments)

    assert not isinstance(caught.value, DragoneyeError)
    assert gateway.calls == []


def test_should_read_a_stream_once(client: Blocking, gateway: Gateway) -> None:
    gateway.on("PredictImage", answering([]))
    image = Image.from_stream(io.BytesIO(b"x"), mime_type="image/png")
    client.call("classification.predict_image", image, "m")

    with pytest.raises(ValueError, match="already read"):
        client.call("classification.predict_image", image, "m")


def until_half_closed(gateway: Gateway) -> list:
    """Collects what was sent by calls whose media ended in order."""
    whole: list = []

    def script(requests, _context):
        received = list(requests)
        # That of a cancelled call may end like that of a whole one; but then the call has.
        if not gateway.ended.wait(0.5):
            whole.append(received)
        return image_response()

    gateway.on("PredictImage", script)
    return whole


class Unseekable(io.RawIOBase):
    def __init__(self, data: bytes, fails_after: int | None = None) -> None:
        super().__init__()
        self._data = memoryview(data)
        self._left = fails_after

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        size = min(len(buffer), len(self._data), 100_000)
        if self._left is not None:
            if self._left < size:
                raise OSError("the camera went away")
            self._left -= size
        buffer[:size] = self._data[:size]
        self._data = self._data[size:]
        return size
