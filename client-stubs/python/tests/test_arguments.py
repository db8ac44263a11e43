"""Addresses, credentials and the environment; reasons and what they become; waits."""

from __future__ import annotations

from pathlib import Path

import grpc
import pytest
from scripted import Blocking, Gateway

import dragoneye_gateway as package
from dragoneye_gateway import (
    BatchImage,
    Dragoneye,
    Image,
    InvalidRequestError,
    ResultFilter,
    SyncDragoneye,
    Video,
    errors,
)
from dragoneye_gateway._core.address import GatewayAddress
from dragoneye_gateway._core.failures import NOTHING_SEEN, translate
from dragoneye_gateway._core.reconnects import Deadline, Reconnects
from dragoneye_gateway._core.settings import Settings
from dragoneye_gateway._core.status import GrpcStatus
from dragoneye_gateway.v1.error_reason_pb2 import ErrorReason


@pytest.mark.parametrize(
    ("address", "target", "tls"),
    [
        ("localhost:8080", "dns:///localhost:8080", False),
        ("127.0.0.1:8080", "dns:///127.0.0.1:8080", False),
        ("[::1]:8080", "dns:///[::1]:8080", False),
        ("gateway.example:443", "dns:///gateway.example:443", True),
        ("https://gateway.example", "dns:///gateway.example:443", True),
        ("grpcs://localhost:1/", "dns:///localhost:1", True),
        ("http://gateway.example", "dns:///gateway.example:80", False),
        ("dns:///localhost:8080", "dns:///localhost:8080", False),
    ],
)
def test_should_read_addresses(address: str, target: str, tls: bool) -> None:
    parsed = GatewayAddress.parse(address)

    assert (parsed.target, parsed.tls) == (target, tls)


@pytest.mark.parametrize(
    "address", ["gateway", "localhost:0", "localhost:65536", "ftp://a:1", "a b:1", "a:1/x", "a:1\n"]
)
def test_should_refuse_other_addresses(address: str) -> None:
    with pytest.raises(ValueError, match="host:port"):
        GatewayAddress.parse(address)


def test_should_not_repeat_a_password() -> None:
    with pytest.raises(ValueError, match="one with an @"):
        SyncDragoneye(address="https://me:secret@gateway.example")


def test_should_take_address_and_key_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGONEYE_GATEWAY", "localhost:1")
    monkeypatch.setenv("DRAGONEYE_API_KEY", "from-environment")

    settings = [Settings.of(None, None, key, None, 310) for key in (None, "given", "")]

    assert [made.caller.api_key for made in settings] == ["from-environment", "given", None]
    assert settings[0].address.target == "dns:///localhost:1"


@pytest.mark.parametrize("client", [Dragoneye, SyncDragoneye])
def test_should_refuse_what_is_unsafe_or_wrong(client: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRAGONEYE_GATEWAY", raising=False)
    monkeypatch.delenv("DRAGONEYE_API_KEY", raising=False)

    with pytest.raises(ValueError, match="set DRAGONEYE_GATEWAY"):
        client()
    for secret in ({"token": "t"}, {"api_key": "k"}):
        with pytest.raises(ValueError, match="not sent in plaintext"):
            client(address="http://gateway.example", **secret)
        client(address="https://gateway.example", **secret)
    with pytest.raises(ValueError, match="printable ASCII") as caught:
        client("se\ncret", address="localhost:1")
    assert "cret" not in str(caught.value)
    with pytest.raises(ValueError, match="means plaintext"):
        client(address="localhost:1", tls=grpc.ssl_channel_credentials())
    client(address="http://gateway.example")


def test_should_know_every_reason_of_the_contract() -> None:
    generic = {errors.DragoneyeError, errors.DeadlineExceededError}

    for name in ErrorReason.keys():  # noqa: SIM118 # an enum's wrapper
        reason = name.removeprefix("ERROR_REASON_")
        if reason != "UNSPECIFIED":
            error = translate(GrpcStatus(grpc.StatusCode.UNKNOWN, "", reason), NOTHING_SEEN)
            assert type(error) not in generic, reason


def test_should_judge_a_reason_of_a_newer_gateway_by_the_code() -> None:
    error = translate(GrpcStatus(grpc.StatusCode.RESOURCE_EXHAUSTED, "no", "BRAND_NEW"), NOTHING_SEEN)

    assert type(error) is errors.RateLimitedError
    assert error.reason == "BRAND_NEW"


HALF = "half \ud800"
PNG = Image.from_bytes(b"x", "image/png")


@pytest.mark.parametrize(
    ("field", "method", "arguments", "options"),
    [
        ("config.model", "classification.predict_image", [PNG, HALF], {}),
        ("config.file_name", "classification.submit", [Image.from_bytes(b"x", "image/png", HALF), "m"], {}),
        ("config.mime_type", "classification.predict_image", [Image.from_bytes(b"x", f"image/{HALF}"), "m"], {}),
        ("config.parameters", "classification.predict_image", [PNG, "m"], {"extra": HALF}),
        ("config.parameters", "classification.predict_image", [PNG, "m"], {"parameters": {HALF: ""}}),
        ("task_id", "classification.status", [HALF], {}),
        ("task_id", "classification.get_image_results", [HALF], {}),
        ("task_id", "classification.get_video_results", [HALF], {}),
        ("task_id", "tasks.wait_for", [HALF], {}),
        ("task_id", "results.download", [HALF, "never.zip"], {}),
    ],
)
def test_should_refuse_text_that_cannot_be_sent(
    client: Blocking, gateway: Gateway, field: str, method: str, arguments: list, options: dict
) -> None:
    with pytest.raises(InvalidRequestError, match=f"{field} holds half of a surrogate pair") as caught:
        client.call(method, *arguments, **options)

    error = caught.value
    assert (error.code, error.predict_sent) == (
        grpc.StatusCode.INVALID_ARGUMENT,
        "no" if field.startswith("config.") else None,
    )
    assert [violation.field for violation in error.field_violations] == [field]
    str(error).encode()
    assert gateway.calls == []
    assert not Path("never.zip").exists()


@pytest.mark.parametrize(
    ("field", "arguments"),
    [
        ("task_id", {"task_id": HALF}),
        ("resume_token", {"task_id": "t", "resume_token": HALF}),
        ("filter.category_names", {"task_id": "t", "filter": ResultFilter(category_names=["car", HALF])}),
    ],
)
def test_should_refuse_to_stream_by_text_that_cannot_be_sent(client: Blocking, field: str, arguments: dict) -> None:
    with pytest.raises(InvalidRequestError, match=f"{field} holds half of a surrogate pair"):
        client.read("results.stream_frames", **arguments)


def test_should_fail_an_image_alone_whose_name_cannot_be_sent(client: Blocking, gateway: Gateway) -> None:
    gateway.on("PredictImages", lambda requests, _context: (list(requests), iter([]))[1])

    [result] = client.read(
        "classification.predict_images", [BatchImage("1", Image.from_bytes(b"x", "image/png", HALF))], "m"
    ).items

    assert isinstance(result.error, InvalidRequestError)
    assert result.error.field_violations[0].field == "config.file_name"


def test_should_have_one_base_class() -> None:
    for name in errors.__all__:
        kind = getattr(errors, name)
        if isinstance(kind, type) and issubclass(kind, Exception):
            assert issubclass(kind, package.DragoneyeError)


def test_should_wait_longer_each_time_and_begin_anew_with_progress() -> None:
    now = [0.0]
    reconnects = Reconnects(lambda: now[0], lambda: 1.0, Deadline(None, lambda: now[0]))
    cut = GrpcStatus(grpc.StatusCode.UNAVAILABLE, "cut")

    waits = [reconnects.wait_after(cut) for _ in range(9)]
    reconnects.progress()

    assert waits == [0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 5.0, 5.0, None]
    assert reconnects.wait_after(cut) == 0.1
    now[0] = 11.0
    assert reconnects.wait_after(cut) == 0.1


def test_should_wait_as_asked_but_not_beyond_reason_or_deadline() -> None:
    now = [0.0]
    reconnects = Reconnects(lambda: now[0], lambda: 0.0, Deadline(10, lambda: now[0]))

    def busy(seconds: float) -> GrpcStatus:
        return GrpcStatus(grpc.StatusCode.UNAVAILABLE, "", "GATEWAY_OVERLOADED", retry_delay_seconds=seconds)

    assert reconnects.wait_after(busy(2)) == 2
    assert reconnects.wait_after(busy(30)) == 10
    assert reconnects.wait_after(busy(61)) is None


@pytest.mark.parametrize(
    ("code", "reason", "passing"),
    [
        ("UNAVAILABLE", "UPSTREAM_UNAVAILABLE", True),
        ("INTERNAL", None, True),
        ("INTERNAL", "INTERNAL", False),
        ("ABORTED", "STREAM_STALLED", True),
        ("ABORTED", None, False),
        ("DEADLINE_EXCEEDED", None, False),
        ("RESOURCE_EXHAUSTED", "CALLER_QUOTA_EXCEEDED", False),
    ],
)
def test_should_open_again_only_what_may_get_better(code: str, reason: str | None, passing: bool) -> None:
    reconnects = Reconnects(lambda: 0.0, lambda: 0.5, Deadline(None, lambda: 0.0))

    assert (reconnects.wait_after(GrpcStatus(grpc.StatusCode[code], "", reason)) is not None) is passing


def test_should_make_media_as_the_sdk_does(tmp_path: Path) -> None:
    file = tmp_path / "Photo.JPG"
    file.write_bytes(b"x")

    image = Image.from_path(path=file, name="n", mime_type=None, guess_from_extension=True, read_into_memory=True)

    assert (image.mime_type, image.name, Image.from_path(file).name) == ("image/jpeg", "n", "Photo.JPG")
    with pytest.raises(FileNotFoundError):
        Image.from_path(tmp_path / "none.jpg")
    with pytest.raises(ValueError, match="is a directory"):
        Image.from_path(tmp_path)
    with pytest.raises(ValueError, match="mime_type is required"):
        Image.from_path(file, guess_from_extension=False)
    with pytest.raises(ValueError, match="Video requires mime_type starting with video/; got 'image/jpeg'"):
        Video.from_path(file)
    assert repr(image) == "Image(mime_type='image/jpeg', name='n')"


def test_should_bear_names_that_are_no_text(tmp_path: Path) -> None:
    file = tmp_path / "f\udcff.png"
    file.write_bytes(b"x")

    assert Image.from_path(file).name == "f\ufffd.png"
