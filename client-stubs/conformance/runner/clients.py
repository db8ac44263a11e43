"""The columns: what they are made of, how they are built and started."""

import json
import os
from dataclasses import dataclass, field
from typing import Any

from .places import WORK
from .processes import Lines


@dataclass(frozen=True)
class Program:
    """A driver that was built."""

    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)


class Client:
    """One column's driver; it is started when it is first asked, and again after it failed to answer."""

    def __init__(self, column: str, program: Program) -> None:
        self.column = column
        self.is_sdk = column == "python-sdk"
        self._program = program
        self._running: Lines | None = None
        self._asked = 0

    def ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        """The answer; RuntimeError if there is none that can be used."""
        if self._running is None:
            self._running = self._start()
        self._asked += 1
        try:
            line = self._running.ask(json.dumps({"id": self._asked, **request}), seconds)
        except RuntimeError:
            self._running = None
            raise
        # A zero may have a sign, which Python's whole numbers have not.
        answer = json.loads(line, parse_int=lambda digits: -0.0 if digits == "-0" else int(digits))
        if answer.get("id") != self._asked:
            self.close()
            raise RuntimeError(f"an answer to another request: {answer}")
        return dict(answer)

    def finish(self) -> int:
        """Ends the driver as it should end: with its input."""
        code = self._running.finish() if self._running else 0
        self._running = None
        return code

    def close(self) -> None:
        if self._running:
            self._running.stop()
        self._running = None

    def _start(self) -> Lines:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("DRAGONEYE")}
        log = WORK / "drivers" / f"{self.column}.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        return Lines(self.column, self._program.command, inherited | self._program.environment, log)
