"""The gateways that scenarios are run against, each with a configuration of its own."""

import base64
import functools
import hashlib
import json
import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from .places import GATEWAY_JAR, GATEWAY_LAUNCHER, WORK
from .processes import Server
from .service import API_KEY, Service

TOKENS = {"known": "token-of-known", "limited": "token-of-limited", "painter": "token-of-painter", "passing": "token-of-passing"}

# Quick to give up; and never so tired of a service that fails, as many scenarios have it, that new work is refused.
_QUICK = {
    "prediction": {"confirmation_timeout": "300ms", "polling": {"min_wait": "50ms", "max_wait": "200ms"}},
    "upstream": {"retry": {"base_delay": "50ms", "max_attempts": 3, "upload_attempts": 2, "circuit_min_calls": 1_000_000}},
}


def profiles(folder: Path) -> dict[str, dict[str, Any]]:
    """The configurations by name; the files that they name are made in a folder."""
    tokens = folder / "tokens"
    tokens.write_text("".join(f"{name} {hashlib.sha256(token.encode()).hexdigest()}\n" for name, token in TOKENS.items()))
    handles = folder / "handles"
    handles.write_text(base64.b64encode(hashlib.sha256(b"conformance").digest()).decode() + "\n")
    return {
        "default": {},
        "pass-through": {"callers": [{"name": "*", "upstream_key": "caller"}]},
        "callers": {
            "authentication": {"tokens_file": str(tokens)},
            "callers": [
                {"name": "limited", "quota": {"tasks": 1}},
                {"name": "painter", "models": "paintings/*"},
                {"name": "*"},
            ],
        },
        "small": {
            "media": {"spool": {"max_media_bytes": "1MiB"}},
            "upstream": {"results": {"max_archive_bytes": "16KiB"}},
        },
        "full": {"upstream": {"results": {"memory_bytes": 1, "max_total_bytes": "16KiB"}}},
        "private": {"task_handle_keys_file": str(handles)},
        "impatient": {"media": {"stall_timeout": "600ms"}},
    }


class Gateways:
    """A simulator and a gateway in front of it for each profile that is wanted."""

    def __init__(self, wanted: set[str]) -> None:
        self._servers: list[Server] = []
        self._ports: dict[str, int] = {}
        folder = WORK / "gateways"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self._folder = folder
        try:
            self._start(wanted)
        except BaseException:
            self.close()
            raise

    def _start(self, wanted: set[str]) -> None:
        options = ["--inference-millis", "0", "--accept-unreadable-media", "--parameter", "dialect"]
        simulator = self._run("simulator", ["simulator", *options], {})
        self.service = Service(simulator.said(r"api\s+(\S+)"), simulator.said(r"control\s+(\S+)"))
        known = profiles(self._folder)
        with ThreadPoolExecutor(2) as pool:
            self._ports = dict(zip(wanted, pool.map(lambda name: self._serve(name, known[name]), wanted), strict=True))

    def _serve(self, name: str, differing: dict[str, Any]) -> int:
        config = self._folder / f"{name}.yaml"
        # JSON is YAML.
        config.write_text(json.dumps(_merged(_merged({"listen": "127.0.0.1:0"}, _QUICK), differing)))
        command = ["serve", "--config", str(config), "--upstream", self.service.url]
        gateway = self._run(f"gateway-{name}", command, {"DRAGONEYE_API_KEY": API_KEY})
        return int(gateway.said(r'gateway is listening port="(\d+)"'))

    def port(self, profile: str) -> int:
        return self._ports[profile]

    def close(self) -> None:
        """Stops everything that was started."""
        for each in self._servers:
            each.stop()
        for each in self._servers:
            each.wait()

    def _run(self, name: str, arguments: list[str], environment: dict[str, str]) -> Server:
        command = [*_java(), "-Xmx384m", "-XX:TieredStopAtLevel=1", "--sun-misc-unsafe-memory-access=allow", "-jar", str(GATEWAY_JAR), *arguments]
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("DRAGONEYE")}
        server = Server(name, command, inherited | environment, self._folder / f"{name}.log")
        self._servers.append(server)
        return server


def build() -> None:
    """Builds the gateway if it is older than its sources."""
    subprocess.run([str(GATEWAY_LAUNCHER), "--version"], check=True, stdout=subprocess.DEVNULL)


@functools.cache
def _java() -> list[str]:
    """The JDK that the launcher finds."""
    script = f'. "{GATEWAY_LAUNCHER.parent}/.mvn/launcher.sh"; find_jdk_25 conformance'
    home = subprocess.run(["sh", "-c", script], check=True, capture_output=True, text=True).stdout.strip()
    return [f"{home}/bin/java"]


def _merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for name, value in over.items():
        both = isinstance(value, dict) and isinstance(merged.get(name), dict)
        merged[name] = _merged(merged[name], value) if both else value
    return merged
