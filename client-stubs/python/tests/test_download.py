from __future__ import annotations

import io
from pathlib import Path

import google_crc32c
import grpc
import pytest
from scripted import Blocking, Gateway

from dragoneye_gateway import GatewayUnavailableError, PredictionTaskResultsUnavailableError
from dragoneye_gateway.v1.result_service_pb2 import DownloadCompletion, DownloadHeader, DownloadResultsResponse

ARCHIVE = bytes(range(256)) * 100


def header():
    return DownloadResultsResponse(
        header=DownloadHeader(task_id="t-1", original_file_name="a.mp4", frames_per_second=2)
    )


def chunk(data: bytes):
    return DownloadResultsResponse(chunk=data)


def end(data: bytes = ARCHIVE):
    return DownloadResultsResponse(
        completion=DownloadCompletion(size_bytes=len(data), crc32c=google_crc32c.value(data))
    )


def whole(_request, _context):
    yield from (header(), chunk(ARCHIVE[:1000]), chunk(ARCHIVE[1000:]), end())


def cut(_request, context):
    yield from (header(), chunk(b"something else"))
    context.abort(grpc.StatusCode.UNAVAILABLE, "cut")


def test_should_take_the_files_place_once_all_is_right(client: Blocking, gateway: Gateway, tmp_path: Path) -> None:
    gateway.on("DownloadResults", cut, whole)
    file = tmp_path / "results.zip"
    file.write_text("old")

    downloaded = client.call("results.download", "t-1", file)

    assert file.read_bytes() == ARCHIVE
    assert (downloaded.size_bytes, downloaded.frames_per_second, downloaded.original_file_name) == (25_600, 2, "a.mp4")
    assert list(tmp_path.iterdir()) == [file]


def test_should_leave_what_was_there_when_the_archive_is_damaged(
    client: Blocking, gateway: Gateway, tmp_path: Path
) -> None:
    gateway.on("DownloadResults", lambda _request, _context: iter([header(), chunk(ARCHIVE), end(ARCHIVE + b"x")]))
    file = tmp_path / "results.zip"
    file.write_text("old")

    with pytest.raises(PredictionTaskResultsUnavailableError, match="damaged"):
        client.call("results.download", "t-1", file)

    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_should_begin_again_at_most_three_times(client: Blocking, gateway: Gateway, tmp_path: Path) -> None:
    gateway.on("DownloadResults", cut)

    with pytest.raises(GatewayUnavailableError):
        client.call("results.download", "t-1", tmp_path / "results.zip")

    assert len(gateway.calls) == 4
    assert list(tmp_path.iterdir()) == []


def test_should_write_into_a_stream_once(client: Blocking, gateway: Gateway) -> None:
    gateway.on("DownloadResults", whole, cut)
    first, second = io.BytesIO(), io.BytesIO()

    client.call("results.download", "t-1", first)
    with pytest.raises(GatewayUnavailableError):
        client.call("results.download", "t-1", second)

    assert first.getvalue() == ARCHIVE
    assert len(gateway.calls) == 2


def test_should_need_a_directory_that_is_there(client: Blocking, gateway: Gateway, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        client.call("results.download", "t-1", tmp_path / "no" / "results.zip")

    assert gateway.calls == []
