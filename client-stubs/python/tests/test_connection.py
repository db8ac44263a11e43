"""TLS over real sockets, and several gateways behind one name."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from typing import Any

import grpc
import pytest
import trustme
from results import completion, header, part
from scripted import Asynchronous, Blocking, Gateway, running_gateway

from dragoneye_gateway import Dragoneye, GatewayUnavailableError, Image, SyncDragoneye
from dragoneye_gateway._core.address import GatewayAddress
from dragoneye_gateway.v1.task_service_pb2 import GetTaskResponse, Task


def answering(_request: Any, _context: grpc.ServicerContext) -> GetTaskResponse:
    return GetTaskResponse(task=Task(task_id="t-1", status="predicted"))


# Calls, until each of two connections is up and had its turn.
ENOUGH = 10_000
PNG = Image.from_bytes(b"x", "image/png")


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def trusting(authority: trustme.CA) -> grpc.ChannelCredentials:
    return grpc.ssl_channel_credentials(authority.cert_pem.bytes())


def certified(authority: trustme.CA, *names: str) -> grpc.ServerCredentials:
    leaf = authority.issue_cert(*names)
    chain = b"".join(pem.bytes() for pem in leaf.cert_chain_pems)
    return grpc.ssl_server_credentials([(leaf.private_key_pem.bytes(), chain)])


@pytest.mark.parametrize("style", [Blocking, Asynchronous])
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_should_speak_tls_with_who_has_a_certificate_of_a_trusted_authority(
    style: type[Blocking], host: str, authority: trustme.CA
) -> None:
    with running_gateway(certified(authority, host)) as gateway:
        gateway.on("GetTask", answering)
        client = style(0, address=f"https://{host}:{gateway.port}", tls=trusting(authority), token="secret")

        assert client.call("classification.status", "t-1").status == "predicted"

        client.close()
        assert gateway.calls[0][1]["authorization"] == "Bearer secret"


@pytest.mark.parametrize("style", [Blocking, Asynchronous])
@pytest.mark.parametrize(
    ("certified_for", "trusted", "said"),
    [
        ("127.0.0.1", False, "CERTIFICATE_VERIFY_FAILED"),
        # In the words of older and of newer versions of gRPC.
        ("gateway.example", True, "is not in peer certificate|Hostname Verification Check failed"),
    ],
)
def test_should_say_what_is_wrong_with_a_certificate(
    style: type[Blocking], certified_for: str, trusted: bool, said: str, authority: trustme.CA
) -> None:
    with running_gateway(certified(authority, certified_for)) as gateway:
        tls = trusting(authority if trusted else trustme.CA())
        client = style(0, address=f"https://127.0.0.1:{gateway.port}", tls=tls, token="secret")

        with pytest.raises(
            GatewayUnavailableError, match=f"The connection to the gateway failed: .*({said})"
        ) as caught:
            client.call("classification.predict_image", PNG, "m")

        client.close()
        assert caught.value.predict_sent == "no"
        assert gateway.calls == []


@pytest.mark.parametrize("style", [Blocking, Asynchronous])
def test_should_send_nothing_to_who_speaks_plaintext_where_tls_was_asked_for(
    style: type[Blocking], gateway: Gateway
) -> None:
    client = style(0, address=f"https://127.0.0.1:{gateway.port}", token="secret")

    with pytest.raises(GatewayUnavailableError, match="WRONG_VERSION_NUMBER"):
        client.call("classification.predict_image", PNG, "m")

    client.close()
    assert gateway.calls == []


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Gateway]]:
    """Two gateways, which the address of every client stands for as a name with two addresses does."""
    with running_gateway() as one, running_gateway() as other:
        for gateway in (one, other):
            gateway.on("GetTask", answering)
        target = f"ipv4:127.0.0.1:{one.port},127.0.0.1:{other.port}"
        monkeypatch.setattr(GatewayAddress, "target", property(lambda _: target))
        yield [one, other]


def reached(gateways: list[Gateway]) -> bool:
    return all(gateway.calls for gateway in gateways)


def test_should_reach_all_gateways_behind_a_name_and_do_without_one(both: list[Gateway]) -> None:
    with SyncDragoneye(address="localhost:1", api_key="") as client:
        for _ in range(ENOUGH):
            client.classification.status("t-1")
            if reached(both):
                break
        assert reached(both)

        both[0].stop()
        for _ in range(10):
            assert client.classification.status("t-1").status == "predicted"


def test_should_reach_all_gateways_behind_a_name_and_do_without_one_with_asyncio(both: list[Gateway]) -> None:
    async def call() -> None:
        async with Dragoneye(address="localhost:1", api_key="") as client:
            for _ in range(ENOUGH):
                await client.classification.status("t-1")
                if reached(both):
                    break
            assert reached(both)

            await asyncio.to_thread(both[0].stop)
            for _ in range(10):
                assert (await client.classification.status("t-1")).status == "predicted"

    asyncio.run(call())


def stalling(requests: list[Any]) -> Callable[..., Iterator[Any]]:
    """The first call of all gives an object and then nothing more; what goes on after it gets the rest."""

    def script(request: Any, context: grpc.ServicerContext) -> Iterator[Any]:
        requests.append(request)
        yield header()
        if len(requests) == 1:
            ended = threading.Event()
            context.add_callback(ended.set)
            yield part(0)
            ended.wait(10)
        else:
            yield part(1)
            yield completion(1)

    return script


def test_should_read_on_from_another_gateway(both: list[Gateway]) -> None:
    requests: list[Any] = []
    for gateway in both:
        gateway.on("StreamVideoResults", stalling(requests))

    with SyncDragoneye(address="localhost:1", api_key="") as client, client.results.stream_video("t-1") as stream:
        ids = [next(stream).object_id]
        next(gateway for gateway in both if gateway.calls).stop()
        ids += [element.object_id for element in stream]

    assert ids == [100, 101]
    assert [request.resume_token for request in requests] == ["", "after-0"]
    assert reached(both)


def test_should_read_on_from_another_gateway_with_asyncio(both: list[Gateway]) -> None:
    requests: list[Any] = []
    for gateway in both:
        gateway.on("StreamVideoResults", stalling(requests))

    async def read() -> list[int]:
        async with Dragoneye(address="localhost:1", api_key="") as client, client.results.stream_video("t-1") as stream:
            ids = [(await stream.__anext__()).object_id]
            await asyncio.to_thread(next(gateway for gateway in both if gateway.calls).stop)
            return ids + [element.object_id async for element in stream]

    assert asyncio.run(read()) == [100, 101]
    assert [request.resume_token for request in requests] == ["", "after-0"]
    assert reached(both)
