"""The asyncio client. To cancel is to cancel the task."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from dragoneye_gateway import BatchImage, Dragoneye
from dragoneye_gateway.v1.task_service_pb2 import GetTaskRequest
from dragoneye_gateway.v1.task_service_pb2_grpc import TaskServiceStub
from google.protobuf.json_format import MessageToDict

from values import (
    Unsupported,
    as_json,
    client_arguments,
    compared,
    deadline,
    error_of,
    filter_of,
    is_phase,
    left_over_threads,
    media_of,
    phase_name,
    prediction_options,
    reading_options,
    video_json,
)


def run(request: dict[str, Any], notes: dict[str, Any]) -> dict[str, Any]:
    """Makes a call, perhaps several times at once, in an event loop of its own, and tells its value."""
    threads = set(threading.enumerate())
    if request.get("way") == "fork":
        outcome = _in_new_process(request)
    elif request.get("way") == "fork_first":
        outcome = _in_child(request)
    elif request.get("way") == "two_loops":
        outcome = _in_two_loops(request, notes)
    else:
        outcome = asyncio.run(_with_client(Dragoneye(**client_arguments(request)), request, notes))
    notes["left_over"] = (notes.get("left_over") or 0) + left_over_threads(threads) or None
    return outcome


def _in_two_loops(request: dict[str, Any], notes: dict[str, Any]) -> dict[str, Any]:
    """Never closes the client, as the official SDK's examples do not know of closing."""
    client = Dragoneye(**client_arguments(request))
    return compared([asyncio.run(_once(client, request, notes)) for _ in range(2)])


def _in_child(request: dict[str, Any]) -> dict[str, Any]:
    """Uses a client in a child after a fork of a process without a call yet: gRPC bears no other with asyncio."""
    client = Dragoneye(**client_arguments(request))
    receiving, sending = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            outcome = asyncio.run(_once(client, request, {}))
        except BaseException as failure:  # nothing of it may get out of the child
            outcome = {"error": error_of(failure)}
        with open(sending, "w", encoding="utf-8") as pipe:
            json.dump(outcome, pipe)
        os._exit(0)
    os.close(sending)
    with open(receiving, encoding="utf-8") as pipe:
        outcome = json.load(pipe)
    os.waitpid(child, 0)
    return outcome


def _in_new_process(request: dict[str, Any]) -> dict[str, Any]:
    """The same, from a new process."""
    command = [sys.executable, str(Path(__file__).with_name("driver.py")), "--style", "async"]
    request = request | {"way": "fork_first"}
    done = subprocess.run(command, input=json.dumps(request), capture_output=True, text=True, check=True)
    outcome: dict[str, Any] = json.loads(done.stdout)
    return {name: outcome[name] for name in ("value", "error", "task_id") if name in outcome}


async def _with_client(client: Dragoneye, request: dict[str, Any], notes: dict[str, Any]) -> dict[str, Any]:
    async with client:
        if request.get("repeat", 1) == 1:
            outcome = await _once(client, request, notes)
        else:
            outcome = compared(await asyncio.gather(*(_once(client, request, {}) for _ in range(request["repeat"]))))
    notes["left_over"] = await _left_over()
    return outcome


async def _left_over() -> int | None:
    """Tasks that do not end by themselves soon."""
    gc.collect()
    for _ in range(50):
        if not (left := asyncio.all_tasks() - {asyncio.current_task()}):
            return None
        await asyncio.wait(left, timeout=0.1)
    return len(left)


async def _once(client: Dragoneye, request: dict[str, Any], notes: dict[str, Any]) -> dict[str, Any]:
    call = Call(client, request, notes)
    task = asyncio.create_task(call.value())
    call.interrupt = task.cancel
    if "after_ms" in call.cancel:
        asyncio.get_running_loop().call_later(call.cancel["after_ms"] / 1000, task.cancel)
    try:
        outcome = {"value": await task}
    except Unsupported:
        raise
    except (Exception, asyncio.CancelledError) as failure:
        outcome = {"error": error_of(failure)}
    return outcome | ({"task_id": call.task_id} if call.task_id else {})


class Call:
    """One call."""

    def __init__(self, client: Dragoneye, request: dict[str, Any], notes: dict[str, Any]) -> None:
        self.client = client
        self.request = request
        self.notes = notes
        self.cancel = request.get("cancel", {})
        self.interrupt: Any = None
        self.phases: list[str] = []
        self.task_id: str | None = None

    async def value(self) -> Any:
        """What comes of it."""
        if self.request.get("way") == "raw_stub":
            answer = await TaskServiceStub(self.client.channel).GetTask(GetTaskRequest(task_id=self.request["task_id"]))
            return MessageToDict(answer.task)
        make = getattr(self, self.request["call"], None)
        if make is None or self.request.get("way") not in (None, "fork_first", "two_loops"):
            raise Unsupported(f"{self.request['call']} {self.request.get('way', '')}")
        return await make()

    def _media_arguments(self) -> dict[str, Any]:
        arguments = prediction_options(self.request) | {
            "media": media_of(self.request["media"], self.notes),
            "model_name": self.request["model"],
            "on_task": self._on_task,
        }
        if self.request["call"].endswith(("video", "video_prediction")):
            arguments["on_progress"] = self._on_progress
        return arguments

    def _on_task(self, task_id: str) -> None:
        self.task_id = task_id
        if self.cancel.get("on") == "task":
            self.interrupt()

    def _on_progress(self, progress: Any) -> None:
        name = phase_name(progress.phase)
        if name not in self.phases:
            self.phases.append(name)
            if self.cancel.get("on") == "phase" and is_phase(self.cancel["phase"], progress.phase):
                self.interrupt()

    async def _read(self, stream: Any) -> AsyncIterator[Any]:
        """The items of a stream, read as slowly and as far as is asked for."""
        count = 0
        async with stream:
            async for item in stream:
                count += 1
                self.notes["items"] = count
                yield item
                if self.cancel.get("on") == "item" and count == self.cancel["count"]:
                    self.interrupt()
                if count == self.request.get("abandon_after"):
                    return
                await asyncio.sleep(self.request.get("pause_ms", 0) / 1000)

    async def predict_image(self) -> Any:
        return as_json(await self.client.classification.predict_image(**self._media_arguments()))

    async def predict_video(self) -> Any:
        return video_json(await self.client.classification.predict_video(**self._media_arguments()))

    async def stream_video_prediction(self) -> Any:
        stream = self.client.classification.stream_video_prediction(**self._media_arguments())
        return await self._result(stream, "objects") | {"phases": self.phases}

    async def submit(self) -> Any:
        return as_json(await self.client.classification.submit(**self._media_arguments()))

    async def predict_images(self) -> Any:
        images = [
            BatchImage(image["image_id"], lambda media=image["media"]: media_of(media, self.notes))
            for image in self.request["images"]
        ]
        arguments = prediction_options(self.request)
        stream = self.client.classification.predict_images(iter(images), self.request["model"], **arguments)
        results = {
            result.image_id: (
                {"error": error_of(result.error)} if result.error else {"prediction": as_json(result.prediction)}
            )
            async for result in self._read(stream)
        }
        return {"results": results}

    async def status(self) -> Any:
        return as_json(await self.client.classification.status(self.request["task_id"], **deadline(self.request)))

    async def watch(self) -> Any:
        stream = self.client.tasks.watch(self.request["task_id"], **deadline(self.request))
        return {"tasks": [as_json(task) async for task in self._read(stream)]}

    async def wait_for(self) -> Any:
        return as_json(await self.client.tasks.wait_for(self.request["task_id"], **deadline(self.request)))

    async def get_image_results(self) -> Any:
        return as_json(
            await self.client.classification.get_image_results(self.request["task_id"], **deadline(self.request))
        )

    async def get_video_results(self) -> Any:
        return video_json(
            await self.client.classification.get_video_results(
                self.request["task_id"], filter=filter_of(self.request.get("options", {})), **deadline(self.request)
            )
        )

    async def stream_image_results(self) -> Any:
        stream = self.client.results.stream_image(self.request["task_id"], **reading_options(self.request))
        return await self._result(stream, "objects")

    async def stream_video_results(self) -> Any:
        stream = self.client.results.stream_video(self.request["task_id"], **reading_options(self.request))
        return await self._result(stream, "objects")

    async def stream_video_frames(self) -> Any:
        stream = self.client.results.stream_frames(self.request["task_id"], **reading_options(self.request))
        return await self._result(stream, "frames")

    async def _result(self, stream: Any, elements: str) -> dict[str, Any]:
        async with stream:
            header = await stream.header()
            indices: list[int] = []
            contents = []
            async with contextlib.aclosing(self._read(stream)) as items:
                async for element in items:
                    contents.append(as_json(element))
                    indices.append(stream.index)
                    self.notes["resume_token"] = stream.resume_token
        value = {"header": as_json(header), elements: contents, "indices": indices}
        with contextlib.suppress(ValueError):  # abandoned: it was not read to its end
            value["completion"] = as_json(stream.completion)
        return value

    async def download(self) -> Any:
        with tempfile.TemporaryDirectory() as directory:
            file = Path(directory) / "results.zip"
            await self.client.results.download(self.request["task_id"], file, **deadline(self.request))
            archive = file.read_bytes()
        return {"size_bytes": len(archive), "sha256": hashlib.sha256(archive).hexdigest()}
