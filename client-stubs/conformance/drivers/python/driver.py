#!/usr/bin/env python3
"""Speaks the conformance protocol (../../README.md) with the Python client: ``driver.py --style sync|async``."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from typing import Any

# gRPC looks at it when it is loaded: the scenario with a fork needs it.
os.environ["GRPC_ENABLE_FORK_SUPPORT"] = "1"
os.environ["GRPC_VERBOSITY"] = "ERROR"

import style_async
import style_sync
from values import Unsupported, error_of


def answer(style: Any, request: dict[str, Any]) -> dict[str, Any]:
    """Makes the call of one request."""
    notes: dict[str, Any] = {}
    try:
        outcome = style.run(request, notes)
    except Unsupported as unsupported:
        return {"id": request["id"], "unsupported": str(unsupported)}
    except BaseException as failure:  # cancelled and interrupted calls end like this
        outcome = {"error": error_of(failure)}
    return {"id": request["id"], **outcome, "notes": {name: note for name, note in notes.items() if note is not None}}


def main() -> None:
    """Answers requests until there are no more."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--style", choices=("sync", "async"), required=True)
    # A script in the background ignores interrupts, and so would what it starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    style = style_sync if arguments.parse_args().style == "sync" else style_async
    for line in sys.stdin:
        print(json.dumps(answer(style, json.loads(line)), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
