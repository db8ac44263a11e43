"""Requests to arguments of the client, and what it gives to JSON."""

from __future__ import annotations

import asyncio
import io
import re
import threading
import time
from typing import Any

from dragoneye_gateway import DragoneyeError, Image, MediaUnreadableError, Phase, ResultFilter, Video
from dragoneye_gateway.v1.config_pb2 import ResultFilter as FilterMessage
from google.protobuf.json_format import MessageToDict, ParseDict


class Unsupported(Exception):
    """A request that this driver does not know."""


class Stream(io.RawIOBase):
    """A file or zeros, made as it is read, which may fail on the way."""

    def __init__(self, media: dict[str, Any], notes: dict[str, Any]) -> None:
        super().__init__()
        self._file = open(media["path"], "rb") if "path" in media else None
        self._left = media.get("bytes", 0)
        self._fails_after = media.get("fails_after")
        self._notes = notes
        self._read = notes.setdefault("read_bytes", 0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        wanted = len(buffer)
        if self._fails_after is not None:
            wanted = min(wanted, self._fails_after - self._read)
            if wanted == 0:
                raise OSError("the camera went away")
        if self._file is not None:
            chunk = self._file.read(wanted)
        else:
            chunk = bytes(min(wanted, self._left))
            self._left -= len(chunk)
        buffer[: len(chunk)] = chunk
        self._read += len(chunk)
        self._notes["read_bytes"] = self._read
        return len(chunk)


def media_of(media: dict[str, Any], notes: dict[str, Any]) -> Any:
    """The medium of a request."""
    kind = Image if media["kind"] == "image" else Video
    name = media.get("name")
    mime_type = media.get("mime_type")
    source = media.get("from", "path" if "path" in media else "bytes")
    if source == "path":
        made = kind.from_path(media["path"], name=name, mime_type=mime_type)
    else:
        mime_type = mime_type or kind.from_path(media["path"]).mime_type
        stream = Stream(media, notes)
        size = declared_size(media)
        if source == "bytes":
            made = kind.from_bytes(stream.read(), mime_type, name)
            notes.pop("read_bytes", None)
        else:
            made = kind.from_stream(stream, mime_type=mime_type, name=name, size_bytes=size)
    checksum = media.get("checksum", False)
    if checksum is False:
        return made
    return made.with_checksum(None if checksum is True else checksum)


def declared_size(media: dict[str, Any]) -> int | None:
    """The size to declare, where one is: the true one, or that given."""
    declared = media.get("declare_size", False)
    if isinstance(declared, bool):
        return None if not declared else media["bytes"] if "bytes" in media else os_size(media["path"])
    return int(declared)


def os_size(path: str) -> int:
    """Bytes of a file."""
    with open(path, "rb") as file:
        return file.seek(0, io.SEEK_END)


def client_arguments(request: dict[str, Any]) -> dict[str, Any]:
    """How to make the client. An empty key keeps it from looking in the environment."""
    return {"address": request["gateway"], "token": request.get("token"), "api_key": request.get("api_key", "")}


def prediction_options(request: dict[str, Any]) -> dict[str, Any]:
    """Keyword arguments of a prediction, but for the callbacks."""
    options = request.get("options", {})
    arguments: dict[str, Any] = {"parameters": options.get("parameters", {})}
    if "frames_per_second" in options:
        arguments["frames_per_second"] = options["frames_per_second"]
    if "completion_timeout_ms" in options:
        arguments["timeout_seconds"] = options["completion_timeout_ms"] / 1000
    if request["call"] in ("predict_video", "stream_video_prediction"):
        arguments["filter"] = filter_of(options)
    return arguments | deadline(request)


def deadline(request: dict[str, Any]) -> dict[str, Any]:
    """The deadline, where there is one."""
    milliseconds = request.get("options", {}).get("deadline_ms")
    return {} if milliseconds is None else {"deadline_seconds": milliseconds / 1000}


def filter_of(options: dict[str, Any]) -> ResultFilter | None:
    """The filter, where there is one."""
    return ResultFilter.from_proto(ParseDict(options["filter"], FilterMessage())) if "filter" in options else None


def reading_options(request: dict[str, Any]) -> dict[str, Any]:
    """Keyword arguments of reading a result."""
    options = request.get("options", {})
    return {"filter": filter_of(options), "resume_token": options.get("resume_token")} | deadline(request)


def as_json(result: Any) -> Any:
    """Proto3 JSON of what a client gives."""
    message = result.to_proto()
    return MessageToDict(message)


def video_json(response: Any) -> dict[str, Any]:
    """A whole prediction of a video."""
    return {"header": as_json(response.header), "objects": [as_json(element) for element in response.objects]}


def phase_name(phase: Phase) -> str:
    """As the contract has it."""
    return f"PHASE_{phase.name}"


def is_phase(wanted: str, phase: Phase) -> bool:
    """With or without prefix."""
    return wanted.removeprefix("PHASE_") in (phase.name, f"{phase.name}ING")


def compared(outcomes: list[dict[str, Any]]) -> dict[str, Any]:
    """One of several outcomes, which must be equal but for their tasks' names."""
    if any(_anonymous(outcome) != _anonymous(outcomes[0]) for outcome in outcomes):
        return {"error": {"kind": "unequal", "message": str(outcomes)}}
    return outcomes[0]


def _anonymous(value: Any) -> Any:
    names = ("taskId", "predictionTaskUuid", "task_id", "message")
    if isinstance(value, dict):
        return {name: _anonymous(content) for name, content in value.items() if name not in names}
    return [_anonymous(item) for item in value] if isinstance(value, list) else value


def left_over_threads(before: set[threading.Thread]) -> int:
    """How many threads of the client's do not end by themselves soon."""
    end = time.monotonic() + 5
    # gRPC's own for event loops, one for the process, is none of a client's.
    while left := [
        thread for thread in threading.enumerate() if thread not in before and "_poll_wrapper" not in thread.name
    ]:
        if time.monotonic() > end:
            return len(left)
        left[0].join(0.05)
    return 0


def error_of(failure: BaseException) -> dict[str, Any]:
    """What the client's user catches."""
    if isinstance(failure, (asyncio.CancelledError, KeyboardInterrupt)):
        return {"kind": "call_cancelled", "message": type(failure).__name__}
    if isinstance(failure, FileNotFoundError):
        return {"kind": "media_unreadable", "message": str(failure)}
    if not isinstance(failure, DragoneyeError):
        if isinstance(failure, (ValueError, TypeError)):
            return {"kind": "usage", "message": str(failure)}
        return {"kind": type(failure).__name__, "message": str(failure)}
    delay = failure.retry_delay_seconds
    error = {
        "kind": re.sub(r"(?<!^)(?=[A-Z])", "_", re.sub(r"(Error|Exception)$", "", type(failure).__name__)).lower(),
        "code": failure.code.name if failure.code else None,
        "reason": failure.reason,
        "phase": failure.phase,
        "task_id": failure.task_id,
        "predict_sent": failure.predict_sent,
        "retry_delay_ms": None if delay is None else round(delay * 1000),
        "message": str(failure),
    }
    if isinstance(failure, MediaUnreadableError):
        error = {"kind": error["kind"], "message": error["message"]}
    return {name: value for name, value in error.items() if value is not None}
