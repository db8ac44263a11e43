"""The blocking client. To cancel is to interrupt: Control-C, which is a signal to this process."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import signal
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from dragoneye_gateway import BatchImage, SyncDragoneye
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
    """Makes a call, perhaps several times at once, and tells its value."""
    threads = set(threading.enumerate())
    outcome = _in_child(request) if request.get("way") == "fork" else _with_client(request, notes)
    notes["left_over"] = left_over_threads(threads) or None
    return outcome


def _in_child(request: dict[str, Any]) -> dict[str, Any]:
    """Uses a client that was used before, in a child after a fork."""
    with SyncDragoneye(**client_arguments(request)) as client:
        with contextlib.suppress(Exception):
            client.classification.status("used before the fork")
        receiving, sending = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                outcome = _settled(client, request, {})
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


def _with_client(request: dict[str, Any], notes: dict[str, Any]) -> dict[str, Any]:
    with SyncDragoneye(**client_arguments(request)) as client:
        if request.get("repeat", 1) == 1:
            return _settled(client, request, notes)
        with ThreadPoolExecutor(request["repeat"]) as pool:
            outcomes = list(pool.map(lambda _: _settled(client, request, {}), range(request["repeat"])))
        return compared(outcomes)


def _settled(client: SyncDragoneye, request: dict[str, Any], notes: dict[str, Any]) -> dict[str, Any]:
    return Call(client, request, notes).outcome()


class Call:
    """One call."""

    def __init__(self, client: SyncDragoneye, request: dict[str, Any], notes: dict[str, Any]) -> None:
        self.client = client
        self.request = request
        self.notes = notes
        self.cancel = request.get("cancel", {})
        self.phases: list[str] = []
        self.task_id: str | None = None

    def outcome(self) -> dict[str, Any]:
        """What came of it."""
        timer = threading.Timer(self.cancel.get("after_ms", 0) / 1000, interrupt)
        timer.daemon = True
        if "after_ms" in self.cancel:
            timer.start()
        try:
            outcome = {"value": self._value()}
        except (Unsupported, AssertionError):
            raise
        except BaseException as failure:  # KeyboardInterrupt is one of the expected
            outcome = {"error": error_of(failure)}
        finally:
            timer.cancel()
        return outcome | ({"task_id": self.task_id} if self.task_id else {})

    def _value(self) -> Any:
        if self.request.get("way") == "raw_stub":
            answer = TaskServiceStub(self.client.channel).GetTask(GetTaskRequest(task_id=self.request["task_id"]))
            return MessageToDict(answer.task)
        make = getattr(self, self.request["call"], None)
        if make is None or self.request.get("way") not in (None, "fork"):
            raise Unsupported(f"{self.request['call']} {self.request.get('way', '')}")
        return make()

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
            interrupt()

    def _on_progress(self, progress: Any) -> None:
        name = phase_name(progress.phase)
        if name not in self.phases:
            self.phases.append(name)
            if self.cancel.get("on") == "phase" and is_phase(self.cancel["phase"], progress.phase):
                interrupt()

    def _read(self, stream: Any) -> Iterator[Any]:
        """The items of a stream, read as slowly and as far as is asked for."""
        count = 0
        with stream:
            for item in stream:
                count += 1
                self.notes["items"] = count
                yield item
                if self.cancel.get("on") == "item" and count == self.cancel["count"]:
                    interrupt()
                if count == self.request.get("abandon_after"):
                    return
                time.sleep(self.request.get("pause_ms", 0) / 1000)

    def predict_image(self) -> Any:
        return as_json(self.client.classification.predict_image(**self._media_arguments()))

    def predict_video(self) -> Any:
        return video_json(self.client.classification.predict_video(**self._media_arguments()))

    def stream_video_prediction(self) -> Any:
        stream = self.client.classification.stream_video_prediction(**self._media_arguments())
        return self._result(stream, "objects") | {"phases": self.phases}

    def submit(self) -> Any:
        return as_json(self.client.classification.submit(**self._media_arguments()))

    def predict_images(self) -> Any:
        images = [
            BatchImage(image["image_id"], lambda media=image["media"]: media_of(media, self.notes))
            for image in self.request["images"]
        ]
        arguments = prediction_options(self.request)
        stream = self.client.classification.predict_images(iter(images), self.request["model"], **arguments)
        results = {
            result.image_id: {"error": error_of(result.error)}
            if result.error
            else {"prediction": as_json(result.prediction)}
            for result in self._read(stream)
        }
        return {"results": results}

    def status(self) -> Any:
        return as_json(self.client.classification.status(self.request["task_id"], **deadline(self.request)))

    def watch(self) -> Any:
        stream = self.client.tasks.watch(self.request["task_id"], **deadline(self.request))
        return {"tasks": [as_json(task) for task in self._read(stream)]}

    def wait_for(self) -> Any:
        return as_json(self.client.tasks.wait_for(self.request["task_id"], **deadline(self.request)))

    def get_image_results(self) -> Any:
        return as_json(self.client.classification.get_image_results(self.request["task_id"], **deadline(self.request)))

    def get_video_results(self) -> Any:
        return video_json(
            self.client.classification.get_video_results(
                self.request["task_id"], filter=filter_of(self.request.get("options", {})), **deadline(self.request)
            )
        )

    def stream_image_results(self) -> Any:
        return self._result(
            self.client.results.stream_image(self.request["task_id"], **reading_options(self.request)), "objects"
        )

    def stream_video_results(self) -> Any:
        return self._result(
            self.client.results.stream_video(self.request["task_id"], **reading_options(self.request)), "objects"
        )

    def stream_video_frames(self) -> Any:
        return self._result(
            self.client.results.stream_frames(self.request["task_id"], **reading_options(self.request)), "frames"
        )

    def _result(self, stream: Any, elements: str) -> dict[str, Any]:
        with stream:
            header = stream.header()
            indices: list[int] = []
            contents = []
            for element in self._read(stream):
                contents.append(as_json(element))
                indices.append(stream.index)
                self.notes["resume_token"] = stream.resume_token
        value = {"header": as_json(header), elements: contents, "indices": indices}
        with contextlib.suppress(ValueError):  # abandoned: it was not read to its end
            value["completion"] = as_json(stream.completion)
        return value

    def download(self) -> Any:
        with tempfile.TemporaryDirectory() as directory:
            file = Path(directory) / "results.zip"
            self.client.results.download(self.request["task_id"], file, **deadline(self.request))
            archive = file.read_bytes()
        return {"size_bytes": len(archive), "sha256": hashlib.sha256(archive).hexdigest()}


def interrupt() -> None:
    """As Control-C does."""
    if threading.current_thread() is threading.main_thread():
        signal.raise_signal(signal.SIGINT)
    else:
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
