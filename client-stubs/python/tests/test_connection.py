"""TLS over real sockets."""

from __future__ import annotations

from typing import Any

import grpc
import pytest
import trustme
from scripted import Asynchronous, Blocking, Gateway, running_gateway

from dragoneye_gateway import GatewayUnavailableError, Image
from dragoneye_gateway.v1.task_service_pb2 import GetTaskResponse, Task


def answering(_request: Any, _context: grpc.ServicerContext) -> GetTaskResponse:
    return GetTaskResponse(task=Task(task_id="t-1", status="predicted"))


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
