from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import grpc
import pytest
from results import image_response
from scripted import Asynchronous, Blocking, Gateway, fail

from dragoneye_gateway import (
    BatchImage,
    Dragoneye,
    DragoneyeError,
    GatewayUnavailableError,
    Image,
    InvalidRequestError,
    MediaUnreadableError,
    SyncDragoneye,
)
from dragoneye_gateway.v1.config_pb2 import PredictionError
from dragoneye_gateway.v1.prediction_service_pb2 import PredictImagesResponse


def answer(image_id: str) -> PredictImagesResponse:
    return PredictImagesResponse(image_id=image_id, prediction=image_response().prediction)


def refused(image_id: str, reason: str, code: int = 3) -> PredictImagesResponse:
    return PredictImagesResponse(image_id=image_id, error=PredictionError(code=code, reason=reason, message="no"))


def answering(received: dict[str, bytes]):
    """Answers each image when it has ended."""

    def script(requests, _context):
        for message in requests:
            if message.HasField("start"):
                image_id, config = message.start.image_id, message.start.config
                received[image_id] = b""
            elif message.HasField("chunk"):
                received[image_id] += message.chunk
            elif config.size_bytes and len(received[image_id]) != config.size_bytes:
                yield refused(image_id, "SIZE_MISMATCH")
            elif config.mime_type == "image/bad":
                yield refused(image_id, "INVALID_REQUEST")
            else:
                yield answer(image_id)

    return script


def png(data: bytes) -> Image:
    return Image.from_bytes(data, "image/png")


def test_should_answer_every_image_under_the_callers_name(client: Blocking, gateway: Gateway, tmp_path: Path) -> None:
    received: dict[str, bytes] = {}
    gateway.on("PredictImages", answering(received))
    (tmp_path / "b.png").write_bytes(b"bb")
    images = [
        BatchImage("ä" * 500, png(b"a" * 600_000)),
        BatchImage.from_path(tmp_path / "b.png"),
        BatchImage.from_path(tmp_path / "missing.png"),
        BatchImage("bad", Image.from_bytes(b"x", "image/bad")),
    ]

    results = {result.image_id: result for result in client.read("classification.predict_images", images, "m").items}

    assert set(results) == {image.image_id for image in images}
    assert results["ä" * 500].prediction.prediction_task_uuid == "uuid-1"
    assert isinstance(results[str(tmp_path / "missing.png")].error, FileNotFoundError)
    assert isinstance(results["bad"].error, InvalidRequestError)
    assert sorted(map(len, received.values())) == [1, 2, 600_000]


def test_should_read_while_it_writes(client: Blocking, gateway: Gateway) -> None:
    gateway.on("PredictImages", answering({}))
    answered = threading.Semaphore(1)

    def images():
        for number in range(20):
            # The next one is made only when the one before was answered and read.
            assert answered.acquire(timeout=10)
            yield BatchImage(str(number), png(b"x"))

    if isinstance(client, Asynchronous):

        async def read() -> int:
            count = 0
            async with Dragoneye(address=f"127.0.0.1:{gateway.port}", api_key="") as asynchronous:
                async for _ in asynchronous.classification.predict_images(images(), "m"):
                    count += 1
                    answered.release()
            return count

        assert asyncio.run(read()) == 20
    else:
        count = 0
        for _ in client.client.classification.predict_images(images(), "m"):
            count += 1
            answered.release()
        assert count == 20


def test_should_tell_of_an_unreadable_image_at_once(client: Blocking, gateway: Gateway, tmp_path: Path) -> None:
    gateway.on("PredictImages", answering({}))
    told = threading.Event()

    def images():
        yield BatchImage.from_path(tmp_path / "missing.png")
        assert told.wait(10)

    if isinstance(client, Asynchronous):

        async def read() -> None:
            async with Dragoneye(address=f"127.0.0.1:{gateway.port}", api_key="") as asynchronous:
                async for result in asynchronous.classification.predict_images(images(), "m"):
                    assert result.error is not None
                    told.set()

        asyncio.run(read())
    else:
        for result in client.client.classification.predict_images(images(), "m"):
            assert result.error is not None
            told.set()
    assert told.is_set()


def test_should_fail_alone_when_the_reading_of_a_file_breaks_off(
    client: Blocking, gateway: Gateway, tmp_path: Path
) -> None:
    gateway.on("PredictImages", answering({}))
    (tmp_path / "whole.png").write_bytes(bytes(600_000))

    def shrinking() -> Image:
        return Image.from_stream(Breaking(), mime_type="image/png", size_bytes=600_000)

    images = [BatchImage("shrinking", shrinking), BatchImage.from_path(tmp_path / "whole.png")]
    results = {result.image_id: result for result in client.read("classification.predict_images", images, "m").items}

    assert isinstance(results["shrinking"].error, MediaUnreadableError)
    assert results[str(tmp_path / "whole.png")].prediction is not None


def test_should_end_the_batch_when_a_cut_would_pass_for_an_end(client: Blocking, gateway: Gateway) -> None:
    gateway.on("PredictImages", answering({}))
    images = [BatchImage("cut", Image.from_stream(Breaking(), mime_type="image/png"))]

    with pytest.raises(MediaUnreadableError, match="gone"):
        client.read("classification.predict_images", images, "m")


def test_should_name_what_may_have_been_predicted(gateway: Gateway) -> None:
    def script(requests, context):
        for _ in range(6):
            next(requests)
        yield answer("0")
        fail(context, grpc.StatusCode.UNAVAILABLE, "GATEWAY_DRAINING")

    gateway.on("PredictImages", script)
    images = [BatchImage(name, png(b"x")) for name in ("a", "b")]
    with SyncDragoneye(address=f"127.0.0.1:{gateway.port}") as client:
        stream = client.classification.predict_images(iter(images), "m")
        with pytest.raises(GatewayUnavailableError) as caught:
            list(stream)
        assert stream.unanswered() == {"b"}
        assert caught.value.predict_sent == "unknown"
    assert gateway.rpcs() == ["PredictImages"]


def test_should_refuse_an_answer_that_nobody_waits_for(client: Blocking, gateway: Gateway) -> None:
    def script(requests, _context):
        list(requests)
        yield answer("77")

    gateway.on("PredictImages", script)

    with pytest.raises(DragoneyeError, match="waits for no answer"):
        client.read("classification.predict_images", [BatchImage("a", png(b"x"))], "m")


def test_should_give_nothing_for_no_image(client: Blocking, gateway: Gateway) -> None:
    gateway.on("PredictImages", answering({}))

    assert client.read("classification.predict_images", [], "m").items == []


def test_should_take_images_from_an_asynchronous_source(gateway: Gateway) -> None:
    gateway.on("PredictImages", answering({}))

    async def images():
        for number in range(3):
            await asyncio.sleep(0)
            yield BatchImage(str(number), png(b"x"))

    async def read() -> list[str]:
        async with Dragoneye(address=f"127.0.0.1:{gateway.port}") as client:
            return [result.image_id async for result in client.classification.predict_images(images(), "m")]

    assert sorted(asyncio.run(read())) == ["0", "1", "2"]


def test_should_leave_no_thread_when_a_batch_is_abandoned(gateway: Gateway) -> None:
    def script(requests, _context):
        for message in requests:
            if message.HasField("start"):
                yield answer(message.start.image_id)

    gateway.on("PredictImages", script)
    endless = (BatchImage(str(number), png(b"x")) for number in iter(int, 1))
    with SyncDragoneye(address=f"127.0.0.1:{gateway.port}") as client:
        for _ in client.classification.predict_images(endless, "m"):
            break
        for thread in threading.enumerate():
            if thread.name == "dragoneye-batch":
                thread.join(10)
        assert "dragoneye-batch" not in [thread.name for thread in threading.enumerate()]


class Breaking:
    """Gives a chunk, then fails."""

    def __init__(self) -> None:
        self._given = False

    def read(self, size: int) -> bytes:
        if self._given:
            raise OSError("gone")
        self._given = True
        return bytes(size)
