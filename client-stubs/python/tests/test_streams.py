from __future__ import annotations

import asyncio

import grpc
import pytest
from results import completion, header, part, tracked, watched
from scripted import Asynchronous, Blocking, Gateway, failing

from dragoneye_gateway import (
    CallCancelledError,
    Dragoneye,
    GatewayInternalError,
    PredictionTaskResultsUnavailableError,
    ResultCompletion,
    ResultFilter,
    ResumeTokenStaleError,
    SyncDragoneye,
    TaskNotFoundError,
    TaskState,
    TimestampRange,
)
from dragoneye_gateway.v1 import prediction_pb2 as pb
from dragoneye_gateway.v1 import result_stream_pb2 as stream_pb
from dragoneye_gateway.v1.result_service_pb2 import StreamImageResultsResponse, StreamVideoFramesResponse


def sending(*messages):
    return lambda _request, _context: iter(messages)


def cut_after(*messages, code=grpc.StatusCode.UNAVAILABLE):
    def script(_request, context):
        yield from messages
        context.abort(code, "cut")

    return script


def test_should_give_the_header_objects_and_counts(client: Blocking, gateway: Gateway) -> None:
    gateway.on("StreamVideoResults", sending(header(original_file_name="ü"), part(0), part(1), completion(3, 2)))

    read = client.read("results.stream_video", "t-1")

    assert read.header.frame_timestamps_microseconds == [0, 500_000]
    assert read.header.original_file_name == "ü"
    assert [element.object_id for element in read.items] == [100, 101]
    assert read.items[0].bbox_observations[1].observation is None
    assert read.items[0].to_proto() == tracked(0)
    assert read.completion == ResultCompletion(3, 2)


def test_should_join_what_came_in_parts(client: Blocking, gateway: Gateway) -> None:
    category = pb.VideoCategoryPrediction
    attribute = pb.VideoAttributePrediction

    def span(start):
        return pb.ScoredTimestampRange(timestamp_start_us_inclusive=start)

    whole = tracked(0, range(4))
    whole.categories.extend(
        [
            category(
                category_id=1,
                attributes=[
                    attribute(attribute_id=1, timestamp_ranges=[span(1), span(2)]),
                    attribute(attribute_id=2, timestamp_ranges=[span(3)]),
                ],
            ),
            category(category_id=2, attributes=[attribute(attribute_id=3)]),
        ]
    )
    first = pb.VideoDetectedObject(object_id=100, bbox_observations=whole.bbox_observations[:3])
    second = pb.VideoDetectedObject(object_id=100, bbox_observations=whole.bbox_observations[3:])
    second.categories.append(
        category(category_id=1, attributes=[attribute(attribute_id=1, timestamp_ranges=[span(1)])])
    )
    third = pb.VideoDetectedObject(object_id=100)
    third.categories.append(category(category_id=1, attributes=[attribute(attribute_id=1, timestamp_ranges=[span(2)])]))
    third.categories[0].attributes.append(attribute(attribute_id=2, timestamp_ranges=[span(3)]))
    third.categories.append(whole.categories[1])
    gateway.on(
        "StreamVideoResults",
        sending(
            header(frame_timestamps_microseconds=[1], last=False),
            header(frame_timestamps_microseconds=[2]),
            part(0, last=False, object=first),
            part(0, last=False, object=second),
            part(0, object=third, continued_category_index=0, continued_attribute_index=0),
            completion(1),
        ),
    )

    result = client.call("classification.get_video_results", "t-1")

    assert [element.to_proto() for element in result.objects] == [whole]
    assert result.frame_timestamps_microseconds == [1, 2]


def test_should_join_frames_and_image_objects(client: Blocking, gateway: Gateway) -> None:
    def category(number, *attributes):
        return pb.ImageCategoryPrediction(
            category_id=number, attributes=[pb.ImageAttributePrediction(attribute_id=a) for a in attributes]
        )

    def frame(*categories, **fields):
        seen = stream_pb.FrameObject(object_index=0, object_id=7, categories=categories)
        return StreamVideoFramesResponse(
            frame=stream_pb.VideoFramePart(frame=stream_pb.VideoFrame(objects=[seen]), **fields)
        )

    gateway.on(
        "StreamVideoFrames",
        sending(
            StreamVideoFramesResponse(header=stream_pb.VideoHeader(last=True)),
            frame(category(1, 1)),
            frame(category(1, 2), category(2), continued_category_index=0, continued_attribute_index=1),
            frame(category(3), continued_category_index=2, last=True, resume_token="x"),
            StreamVideoFramesResponse(completion=stream_pb.ResultCompletion(read_count=1, sent_count=1)),
        ),
    )
    objects = [
        pb.ImageDetectedObject(object_id=1, categories=[category(1, 1)]),
        pb.ImageDetectedObject(object_id=1, categories=[category(1, 2), category(2)]),
    ]
    gateway.on(
        "StreamImageResults",
        sending(
            StreamImageResultsResponse(header=stream_pb.ImageHeader(task_id="t-1")),
            StreamImageResultsResponse(object=stream_pb.ImageObjectPart(object=objects[0])),
            StreamImageResultsResponse(
                object=stream_pb.ImageObjectPart(
                    object=objects[1], continued_category_index=0, last=True, resume_token="x"
                )
            ),
            StreamImageResultsResponse(completion=stream_pb.ResultCompletion(read_count=1, sent_count=1)),
        ),
    )

    frames = client.read("results.stream_frames", "t-1").items
    image = client.read("results.stream_image", "t-1").items

    expected = [category(1, 1, 2), category(2), category(3)]
    assert [c.to_proto() for c in frames[0].objects[0].categories] == expected
    assert [c.to_proto() for c in image[0].categories] == expected[:2]


def test_should_go_on_exactly_after_the_last_whole_object(client: Blocking, gateway: Gateway) -> None:
    selection = ResultFilter((1,), ("car",), 0.5, TimestampRange(0, 9))
    gateway.on(
        "StreamVideoResults",
        cut_after(header(), part(0), part(2), part(5, last=False)),
        cut_after(),
        cut_after(header(), code=grpc.StatusCode.INTERNAL),
        sending(header(), part(5, last=False), part(5), completion(3, 1)),
    )

    read = client.read("results.stream_video", "t-1", filter=selection, resume_token=None)

    assert [element.object_id for element in read.items] == [100, 102, 105]
    assert len(read.items[2].bbox_observations) == 4
    assert read.completion == ResultCompletion(6, 3)
    assert [request.resume_token for request in gateway.requests] == ["", "after-2", "after-2", "after-2"]
    assert all(request.filter == selection.to_proto() for request in gateway.requests)


def test_should_give_up_after_eight_attempts_without_anything_new(
    client: Blocking, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoneye_gateway._core.reconnects._LONGEST_SECONDS", 0.001)
    gateway.on("StreamVideoResults", cut_after(header()))

    with pytest.raises(Exception, match="cut"):
        client.read("results.stream_video", "t-1")

    # The header of the first call was new.
    assert len(gateway.calls) == 1 + 8


def test_should_not_repeat_what_will_not_get_better(client: Blocking, gateway: Gateway) -> None:
    gateway.on("StreamVideoResults", failing(grpc.StatusCode.FAILED_PRECONDITION, "RESUME_TOKEN_STALE"))

    with pytest.raises(ResumeTokenStaleError):
        client.read("results.stream_video", "t-1", resume_token="old")

    assert gateway.requests[0].resume_token == "old"
    assert len(gateway.calls) == 1


@pytest.mark.parametrize(
    "messages",
    [
        [part(0)],
        [completion(0)],
        [header(), part(0, last=False), part(1)],
        [header(), part(0, last=False), completion(1)],
        [header(), part(0, last=False), part(0, object=tracked(0), continued_category_index=3)],
    ],
)
def test_should_refuse_what_is_against_the_contract(client: Blocking, gateway: Gateway, messages: list) -> None:
    gateway.on("StreamVideoResults", sending(*messages))

    with pytest.raises(GatewayInternalError, match="against its contract"):
        client.read("results.stream_video", "t-1")


def test_should_skip_events_of_a_newer_gateway(client: Blocking, gateway: Gateway) -> None:
    newer = header()
    newer.ParseFromString(b"\xfa\x7f\x03abc")  # field 2047
    assert newer.WhichOneof("event") is None
    gateway.on("StreamVideoResults", sending(newer, header(), newer, part(0), completion(1)))

    assert len(client.read("results.stream_video", "t-1").items) == 1


def test_should_watch_until_the_end_without_repetitions(client: Blocking, gateway: Gateway) -> None:
    gateway.on(
        "WatchTask",
        cut_after(watched(1, ""), watched(1, "processing")),
        sending(watched(1, "processing"), watched(77, "new"), watched(3, "failed_unreadable")),
    )

    changes = client.read("tasks.watch", "t-1").items

    assert [change.status for change in changes] == ["", "processing", "new", "failed_unreadable"]
    assert changes[2].state == 77
    assert changes[2].state.name == "UNKNOWN_77"
    assert changes[2].to_proto() == watched(77, "new").task
    assert changes[-1].state is TaskState.FAILED


def test_should_wait_for_the_end(client: Blocking, gateway: Gateway) -> None:
    gateway.on("WatchTask", sending(watched(1, "processing"), watched(2, "predicted")))

    assert client.call("tasks.wait_for", "t-1").status == "predicted"


def test_should_repeat_unary_reads_alone(client: Blocking, gateway: Gateway) -> None:
    gateway.on(
        "GetTask",
        failing(grpc.StatusCode.UNAVAILABLE, "GATEWAY_DRAINING"),
        failing(grpc.StatusCode.NOT_FOUND, "TASK_NOT_FOUND"),
    )

    with pytest.raises(TaskNotFoundError):
        client.call("classification.status", "t-1")

    assert gateway.rpcs() == ["GetTask"] * 2


def test_should_tell_when_to_ask_again(client: Blocking, gateway: Gateway) -> None:
    gateway.on("GetImageResults", failing(grpc.StatusCode.FAILED_PRECONDITION, "RESULTS_UNAVAILABLE", retry_seconds=3))

    with pytest.raises(PredictionTaskResultsUnavailableError) as caught:
        client.call("classification.get_image_results", "t-1")

    assert caught.value.retry_delay_seconds == 3
    assert caught.value.task_id == "t-1"


def test_should_cancel_the_call_of_an_abandoned_iteration(gateway: Gateway) -> None:
    def script(_request, _context):
        yield header()
        for index in range(1_000_000):
            yield part(index)

    gateway.on("StreamVideoResults", script)
    with SyncDragoneye(address=f"127.0.0.1:{gateway.port}") as client:
        for element in client.results.stream_video("t-1"):
            assert element.object_id == 100
            break
        assert gateway.ended.wait(10)

    gateway.ended.clear()

    async def abandon() -> None:
        async with Dragoneye(address=f"127.0.0.1:{gateway.port}") as client:
            async for element in client.results.stream_video("t-1"):
                assert element.object_id == 100
                break
            await asyncio.to_thread(gateway.ended.wait, 10)

    asyncio.run(abandon())
    assert gateway.ended.is_set()


def test_should_end_a_closed_stream(gateway: Gateway) -> None:
    def script(_request, _context):
        yield header()
        gateway.ended.wait(10)

    gateway.on("StreamVideoResults", script)
    with SyncDragoneye(address=f"127.0.0.1:{gateway.port}") as client:
        stream = client.results.stream_video("t-1")
        stream.header()
        stream.close()
        with pytest.raises(CallCancelledError, match="The stream was closed"):
            next(stream)

    async def close() -> None:
        async with Dragoneye(address=f"127.0.0.1:{gateway.port}") as client:
            stream = client.results.stream_video("t-1")
            await stream.header()
            await stream.aclose()
            with pytest.raises(CallCancelledError, match="The stream was closed"):
                await stream.__anext__()

    asyncio.run(close())


def test_should_take_a_status_of_cancelled_for_a_failure(gateway: Gateway) -> None:
    gateway.on("GetTask", failing(grpc.StatusCode.CANCELLED))

    with pytest.raises(CallCancelledError, match="it went wrong"):
        Asynchronous(gateway.port).call("classification.status", "t-1")
