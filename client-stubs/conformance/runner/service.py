"""The simulated Dragoneye service: what is asked of it by hand, and by its control port."""

import http.client
import json
import threading
import time
import urllib.parse
from typing import Any

from .places import ARCHIVES, UPSTREAM_ARCHIVES

API_KEY = "conformance"
SUCCEEDING = ["pending", "processing", "predicted"]
BOUNDARY = "----conformance"


class Service:
    """One simulator. Tasks may be made from several threads."""

    def __init__(self, api: str, control: str) -> None:
        self.url = api
        self._api = urllib.parse.urlsplit(api).netloc
        self._control = urllib.parse.urlsplit(control).netloc
        self._making = threading.Lock()

    def reset(self, setup: dict[str, Any]) -> dict[str, str]:
        """Forgets what was, then makes a scenario's tasks, faults and archive; the ids of the tasks by name."""
        self._say("DELETE", "/faults")
        self._serve(setup.get("archive"))
        with self._making:
            tasks = {name: self.make_task(task) for name, task in setup.get("tasks", {}).items()}
            self._say("PUT", "/script", {"statuses": SUCCEEDING, "inference_ms": 0, **setup.get("script", {})})
        if setup.get("faults"):
            self._say("POST", "/faults", setup["faults"])
        self._say("DELETE", "/requests")
        return tasks

    def make_task(self, task: dict[str, Any]) -> str:
        """Begins a task, uploads and predicts as the SDK would."""
        states = {"predicted": SUCCEEDING, "in_progress": SUCCEEDING, "failed": ["pending", "failed_unreadable_media"]}
        state = task.get("state", "predicted")
        time_ms = 3_600_000 if state == "in_progress" else task.get("inference_ms", 0)
        self._say("PUT", "/script", {"statuses": states[state], "inference_ms": time_ms})
        kind = task["kind"]
        fields = {"mimetype": "image/png" if kind == "image" else "video/mp4", "response_version": "parquet_object"}
        fields |= {name: str(task[name]) for name in ("file_name", "frames_per_second") if name in task}
        begun = json.loads(self._form("/prediction-task/begin", fields))
        form = begun["signed_urls"][0]["presigned_post_request"]
        self._upload(form["url"], form["fields"])
        task_id = str(begun["prediction_task_uuid"])
        self._form("/predict", {"model_name": "conformance/made", "prediction_task_uuid": task_id})
        return task_id

    def counts(self) -> dict[str, int]:
        """How many requests of each step there were since the reset."""
        return {name.lower(): int(count) for name, count in self._requests()["counts"].items()}

    def becomes_idle(self, seconds: float = 30) -> bool:
        """Whether no request is under way any more, soon."""
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            if self._requests()["openRequests"] == 0:
                return True
            time.sleep(0.05)
        return False

    def _requests(self) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self._say("GET", "/requests"))
        return answer

    def _serve(self, archive: str | None) -> None:
        if archive is None:
            self._say("DELETE", "/results")
            return
        name = archive.removeprefix("upstream:")
        folder = UPSTREAM_ARCHIVES if name != archive else ARCHIVES
        _send(self._control, "PUT", "/results", (folder / f"{name}.zip").read_bytes(), {})

    def _say(self, method: str, path: str, body: Any = None) -> bytes:
        content = b"" if body is None else json.dumps(body).encode()
        return _send(self._control, method, path, content, {})

    def _form(self, path: str, fields: dict[str, str]) -> bytes:
        headers = {"X-API-Key": API_KEY, "Content-Type": "application/x-www-form-urlencoded"}
        return _send(self._api, "POST", path, urllib.parse.urlencode(fields).encode(), headers)

    def _upload(self, url: str, fields: dict[str, str]) -> None:
        parts = [f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields.items()]
        parts.append(f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="file"\r\n\r\nmedia\r\n--{BOUNDARY}--\r\n')
        target = urllib.parse.urlsplit(url)
        headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        _send(target.netloc, "POST", f"{target.path}?{target.query}", "".join(parts).encode(), headers)


def _send(netloc: str, method: str, path: str, body: bytes, headers: dict[str, str]) -> bytes:
    connection = http.client.HTTPConnection(netloc, timeout=60)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        content = answer.read()
    finally:
        connection.close()
    if answer.status >= 300:
        raise RuntimeError(f"{method} {path} of the simulator: {answer.status} {content[:300]!r}")
    return content
