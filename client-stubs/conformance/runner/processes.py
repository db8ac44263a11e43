"""Programs that run beside the runner, and end with it."""

import re
import subprocess
import threading
import time
from pathlib import Path
from queue import Empty, Queue


class Server:
    """A program that says where it listens and then serves until it is stopped."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str], log: Path) -> None:
        self.name = name
        self._log_path = log
        self._log = log.open("wb")
        self._process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            # A group of its own, so that an interrupt at the terminal reaches the runner alone, which then stops all.
            start_new_session=True,
        )

    def said(self, pattern: str, seconds: float = 60) -> str:
        """The group of a line that the program writes once it is ready."""
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            text = self._log_path.read_text(errors="replace")
            if found := re.search(pattern, text):
                return found[1]
            if self._process.poll() is not None:
                break
            time.sleep(0.05)
        raise RuntimeError(f"{self.name} did not start; it said:\n{self._log_path.read_text(errors='replace')[-3000:]}")

    def stop(self) -> None:
        self._process.terminate()

    def wait(self) -> None:
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()


class Lines:
    """A program that answers lines with lines."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str], log: Path) -> None:
        self.name = name
        self._log = log.open("ab")
        self._answers: Queue[str] = Queue()
        self._process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )
        threading.Thread(target=self._read, daemon=True).start()

    def ask(self, line: str, seconds: float) -> str:
        """Its answer to a line; RuntimeError if there is none in time, and the program has ended then."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()
            answer = self._answers.get(timeout=seconds)
        except BrokenPipeError:
            answer = ""
        except Empty:
            self.stop()
            raise RuntimeError(f"no answer within {seconds:.0f} s") from None
        if not answer:
            raise RuntimeError(f"the driver ended with {self._process.wait()}; see {self._log.name}")
        return answer

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        self._log.close()

    def finish(self) -> int:
        """Ends its input, upon which it ends; its exit code."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.close()
        except BrokenPipeError:
            pass
        try:
            return self._process.wait(60)
        except subprocess.TimeoutExpired:
            return -1
        finally:
            self.stop()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._answers.put(line)
        self._answers.put("")
