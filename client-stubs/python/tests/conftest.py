from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest
from scripted import Asynchronous, Blocking, Gateway, running_gateway

# A script in the background ignores interrupts, and so would what it starts.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    with running_gateway() as running:
        yield running


@pytest.fixture(params=[Blocking, Asynchronous], ids=["sync", "async"])
def client(request: pytest.FixtureRequest, gateway: Gateway) -> Iterator[Blocking]:
    made = request.param(gateway.port)
    yield made
    made.close()
