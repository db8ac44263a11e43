"""Cancelling, interrupting, closing, event loops, threads and processes."""

from __future__ import annotations

import asyncio
import os
import pickle
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import grpc
import pytest
from results import header, image_response, watched
from scripted import Asynchronous, Gateway, failing

from dragoneye_gateway import CallCancelledError, Dragoneye, DragoneyeError, Image, SyncDragoneye
from dragoneye_gateway.v1.task_service_pb2 import GetTaskRequest, GetTaskResponse, Task
from dragoneye_gateway.v1.task_service_pb2_grpc import TaskServiceStub

PNG = Image.from_bytes(b"x", "image/png")


def waiting(gateway: Gateway, begun: threading.Event):
    def script(requests, _context):
        list(requests)
        begun.set()
        gateway.ended.wait(10)
        return image_response()

    return script


def test_should_cancel_the_call_with_its_task(gateway: Gateway) -> None:
    begun = threading.Event()
    gateway.on("PredictImage", waiting(gateway, begun))

    async def cancel() -> None:
        async with Dragoneye(address=f"127.0.0.1:{gateway.port}") as client:
            task = asyncio.create_task(client.classification.predict_image(PNG, "m"))
            assert await asyncio.to_thread(begun.wait, 10)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert await asyncio.to_thread(gateway.ended.wait, 10)
            # gRPC's own may still be about to end.
            if left := asyncio.all_tasks() - {asyncio.current_task()}:
                await asyncio.wait(left, timeout=10)
            assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(cancel())


def test_should_cancel_a_stream_with_its_task(gateway: Gateway) -> None:
    def script(_request, _context):
        yield header()
        gateway.ended.wait(10)

    gateway.on("StreamVideoResults", script)

    async def cancel() -> None:
        async with Dragoneye(address=f"127.0.0.1:{gateway.port}") as client:
            stream = client.results.stream_video("t-1")
            await stream.header()
            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(stream.__anext__(), 0.1)
            assert await asyncio.to_thread(gateway.ended.wait, 10)

    asyncio.run(cancel())


def test_should_cancel_the_call_on_keyboard_interrupt(gateway: Gateway) -> None:
    begun = threading.Event()
    gateway.on("PredictImage", waiting(gateway, begun))

    def interrupt() -> None:
        begun.wait(10)
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)

    interrupter = threading.Thread(target=interrupt)
    interrupter.start()
    with SyncDragoneye(address=f"127.0.0.1:{gateway.port}") as client, pytest.raises(KeyboardInterrupt):
        client.classification.predict_image(PNG, "m")
    interrupter.join()

    assert gateway.ended.wait(10)


def test_should_end_calls_when_the_client_is_closed(gateway: Gateway) -> None:
    begun = threading.Event()
    gateway.on("PredictImage", waiting(gateway, begun))
    client = SyncDragoneye(address=f"127.0.0.1:{gateway.port}")
    with ThreadPoolExecutor() as pool:
        calling = pool.submit(client.classification.predict_image, PNG, "m")
        assert begun.wait(10)
        client.close()
        with pytest.raises(DragoneyeError):
            calling.result(10)
    with pytest.raises(ValueError, match="was closed"):
        client.classification.status("t-1")

    assert gateway.ended.wait(10)
    begun.clear()
    gateway.ended.clear()

    async def close() -> None:
        asynchronous = Dragoneye(address=f"127.0.0.1:{gateway.port}")
        task = asyncio.create_task(asynchronous.classification.predict_image(PNG, "m"))
        assert await asyncio.to_thread(begun.wait, 10)
        await asynchronous.close()
        with pytest.raises(CallCancelledError):
            await task

    asyncio.run(close())


def test_should_serve_several_event_loops(gateway: Gateway) -> None:
    gateway.on("PredictImage", lambda requests, _context: (list(requests), image_response())[1])
    client = Asynchronous(gateway.port)

    for _ in range(2):
        client.call("classification.predict_image", PNG, "m")
    with ThreadPoolExecutor(4) as pool:
        for calling in [pool.submit(client.call, "classification.predict_image", PNG, "m") for _ in range(8)]:
            calling.result(20)

    assert len(gateway.calls) == 10


def test_should_not_block_the_event_loop_while_it_reads(gateway: Gateway, tmp_path: Path) -> None:
    gateway.on("PredictImage", lambda requests, _context: (list(requests), image_response())[1])
    pipe = tmp_path / "pipe.png"
    os.mkfifo(pipe)

    async def predict() -> None:
        async with Dragoneye(address=f"127.0.0.1:{gateway.port}") as client:
            predicting = asyncio.create_task(client.classification.predict_image(Image.from_path(pipe), "m"))
            # Opening the other end waits for the reader, which waits for this.
            writer = await asyncio.to_thread(pipe.open, "wb", buffering=0)
            for _ in range(3):
                writer.write(b"x")
                await asyncio.sleep(0)
            writer.close()
            await predicting

    asyncio.run(predict())


def test_should_not_hold_up_the_end_of_a_loop_whose_media_never_comes(gateway: Gateway) -> None:
    gateway.on("PredictImage", lambda requests, _context: (list(requests), image_response())[1])
    receiving, sending = os.pipe()

    async def predict() -> None:
        async with Dragoneye(address=f"127.0.0.1:{gateway.port}") as client:
            with os.fdopen(receiving, "rb", closefd=False) as stream:
                image = Image.from_stream(stream, mime_type="image/png")
                with pytest.raises(asyncio.TimeoutError):
                    await asyncio.wait_for(client.classification.predict_image(image, "m"), 0.2)
                os.close(sending)

    asyncio.run(predict())
    os.close(receiving)


def test_should_reach_every_rpc_with_the_generated_stubs(gateway: Gateway) -> None:
    gateway.on("GetTask", lambda _request, _context: GetTaskResponse(task=Task(status="predicted")))
    tokens = iter(["one", "two"])

    with SyncDragoneye(address=f"127.0.0.1:{gateway.port}", token=lambda: next(tokens), api_key="key") as client:
        stub = TaskServiceStub(client.channel)
        answer, _ = stub.GetTask.with_call(GetTaskRequest(task_id="t"), metadata=(("x-mine", "1"),))

    async def call() -> None:
        async with Dragoneye(address=f"127.0.0.1:{gateway.port}", token=lambda: next(tokens)) as asynchronous:
            await TaskServiceStub(asynchronous.channel).GetTask(GetTaskRequest(task_id="t"))

    asyncio.run(call())
    assert answer.task.status == "predicted"
    sent = [metadata for _, metadata in gateway.calls]
    assert (sent[0]["authorization"], sent[0]["dragoneye-api-key"], sent[0]["x-mine"]) == ("Bearer one", "key", "1")
    assert (sent[1]["authorization"], "dragoneye-api-key" in sent[1]) == ("Bearer two", False)
    assert sent[0]["user-agent"].startswith("dragoneye-gateway-python/")


def test_should_send_the_trace_context(gateway: Gateway) -> None:
    trace = pytest.importorskip("opentelemetry.sdk.trace", reason="OpenTelemetry is optional") if _has_sdk() else None
    gateway.on("WatchTask", lambda _request, _context: iter([watched(2, "predicted")]))
    client = Asynchronous(gateway.port)
    if trace is None:
        client.call("tasks.wait_for", "t-1")
        assert "traceparent" not in gateway.calls[0][1]
        return

    with trace.TracerProvider().get_tracer("test").start_as_current_span("caller") as span:
        client.call("tasks.wait_for", "t-1")

    trace_id = f"{span.get_span_context().trace_id:032x}"
    assert gateway.calls[0][1]["traceparent"].split("-")[1] == trace_id


def _has_sdk() -> bool:
    try:
        import opentelemetry.sdk.trace  # noqa: F401
    except ImportError:
        return False
    return True


def test_should_refuse_to_be_pickled_while_its_errors_can_be(gateway: Gateway) -> None:
    gateway.on("GetTask", failing(grpc.StatusCode.NOT_FOUND, "TASK_NOT_FOUND", retry_seconds=1))
    with SyncDragoneye(address=f"127.0.0.1:{gateway.port}") as client:
        with pytest.raises(DragoneyeError) as caught:
            client.classification.status("t-1")
        with pytest.raises(TypeError, match="make one where it is needed"):
            pickle.dumps(client)

    copy = pickle.loads(pickle.dumps(caught.value))

    assert type(copy) is type(caught.value)
    assert (str(copy), copy.details) == (str(caught.value), caught.value.details)


FORK = """
import asyncio, os, sys
from dragoneye_gateway import Dragoneye, DragoneyeError, SyncDragoneye

style, used, closed, port = sys.argv[1], sys.argv[2] == "used", sys.argv[3] == "closed", sys.argv[4]
made = {"sync": SyncDragoneye, "async": Dragoneye}[style](address=f"127.0.0.1:{port}", api_key="")

def call(client, close=False):
    async def calling():
        try:
            await client.classification.status("t-1", deadline_seconds=10)
        finally:
            if close:
                await client.close()
    try:
        asyncio.run(calling()) if style == "async" else client.classification.status("t-1", deadline_seconds=10)
    except DragoneyeError as error:
        return error.reason
    except RuntimeError as error:
        return str(error)

other = type(made)(address=f"127.0.0.1:{port}", api_key="") if closed else made
if used:
    assert call(other, close=closed) == "TASK_NOT_FOUND"
child = os.fork()
if child == 0:
    print(call(made), flush=True)
    os._exit(0)
os.waitpid(child, 0)
"""


@pytest.mark.parametrize(
    ("style", "used", "closed", "support", "expected"),
    [
        ("sync", "unused", "open", "0", "TASK_NOT_FOUND"),
        ("async", "unused", "open", "0", "TASK_NOT_FOUND"),
        ("sync", "used", "open", "0", "GRPC_ENABLE_FORK_SUPPORT=1"),
        ("sync", "used", "open", "1", "TASK_NOT_FOUND"),
        ("async", "used", "open", "0", "make the first call after the fork"),
        ("async", "used", "closed", "1", "make the first call after the fork"),
    ],
)
def test_should_work_after_a_fork_or_say_why_not(
    gateway: Gateway, style: str, used: str, closed: str, support: str, expected: str
) -> None:
    gateway.on("GetTask", failing(grpc.StatusCode.NOT_FOUND, "TASK_NOT_FOUND"))

    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", FORK, style, used, closed, str(gateway.port)],
        env=os.environ | {"GRPC_ENABLE_FORK_SUPPORT": support, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert expected in done.stdout, done.stderr
