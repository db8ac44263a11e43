from __future__ import annotations

import grpc
import pytest
from results import completion, header, part, watched
from scripted import Blocking, Gateway, fail, failing

from dragoneye_gateway import (
    GatewayUnavailableError,
    Phase,
    PredictionTaskError,
    PredictionTimeoutException,
    ResultFilter,
    Video,
)
from dragoneye_gateway.v1.prediction_service_pb2 import PredictionProgress, PredictVideoResponse
from dragoneye_gateway.v1.task_service_pb2 import Task

VIDEO = Video.from_bytes(b"frames", "video/mp4")


def progress(phase: int, **fields):
    return PredictVideoResponse(progress=PredictionProgress(phase=phase, **fields))


ACCEPTED = PredictVideoResponse(task=Task(task_id="t-1", prediction_type=2, state=1))


def event(response):
    """The same event of the other RPC."""
    return PredictVideoResponse(**{response.WhichOneof("event"): getattr(response, response.WhichOneof("event"))})


def predicting(*messages, code=None, before_media_ends=False):
    def script(requests, context):
        if not before_media_ends:
            list(requests)
        yield from messages
        if code is not None:
            context.abort(code, "cut")

    return script


def test_should_give_the_whole_result_and_tell_the_progress(client: Blocking, gateway: Gateway) -> None:
    gateway.on(
        "PredictVideo",
        predicting(
            progress(3, transferred_bytes=6, total_bytes=6),
            ACCEPTED,
            progress(99, status="working"),
            event(header()),
            event(part(0)),
            event(completion(1)),
        ),
    )
    told, tasks = [], []

    result = client.call(
        "classification.predict_video", VIDEO, "m", 2, 60, on_progress=told.append, on_task=tasks.append
    )

    assert (result.frames_per_second, result.prediction_task_uuid, len(result.objects)) == (2, "uuid-1", 1)
    assert tasks == ["t-1"]
    assert [(p.phase, p.transferred_bytes, p.total_bytes, p.status) for p in told] == [
        (Phase.UPLOAD, 6, 6, None),
        (99, 0, None, "working"),
    ]


def test_should_go_on_by_way_of_the_task(client: Blocking, gateway: Gateway) -> None:
    selection = ResultFilter(category_names=["car"])
    gateway.on("PredictVideo", predicting(progress(4), ACCEPTED, code=grpc.StatusCode.UNAVAILABLE))
    gateway.on("WatchTask", lambda _request, _context: iter([watched(1, "processing"), watched(2, "predicted")]))

    def cut(_request, context):
        yield header()
        yield part(0)
        context.abort(grpc.StatusCode.UNAVAILABLE, "cut")

    gateway.on("StreamVideoResults", cut, lambda _request, _context: iter([header(), part(1), completion(1)]))
    told = []

    read = client.read("classification.stream_video_prediction", VIDEO, "m", filter=selection, on_progress=told.append)

    assert [element.object_id for element in read.items] == [100, 101]
    assert (read.completion.read_count, read.completion.sent_count) == (2, 2)
    assert gateway.rpcs() == ["PredictVideo", "WatchTask", "StreamVideoResults", "StreamVideoResults"]
    assert [request.task_id for request in gateway.requests] == ["t-1"] * 3
    assert gateway.requests[1].filter == selection.to_proto()
    assert gateway.requests[2].resume_token == "after-0"
    assert [(p.phase, p.status) for p in told] == [
        (Phase.PREDICT, None),
        (Phase.AWAIT, "processing"),
        (Phase.AWAIT, "predicted"),
    ]


def test_should_go_on_with_the_result_where_that_broke(client: Blocking, gateway: Gateway) -> None:
    gateway.on(
        "PredictVideo",
        predicting(ACCEPTED, event(header()), event(part(0)), code=grpc.StatusCode.UNAVAILABLE),
    )
    gateway.on("StreamVideoResults", lambda _request, _context: iter([header(), part(1), completion(1)]))

    result = client.call("classification.predict_video", VIDEO, "m")

    assert [element.object_id for element in result.objects] == [100, 101]
    assert gateway.rpcs() == ["PredictVideo", "StreamVideoResults"]


def test_should_never_send_the_video_again(client: Blocking, gateway: Gateway) -> None:
    gateway.on("PredictVideo", predicting(progress(3), code=grpc.StatusCode.UNAVAILABLE))

    with pytest.raises(GatewayUnavailableError) as caught:
        client.call("classification.predict_video", VIDEO, "m")

    assert caught.value.predict_sent == "unknown"
    assert gateway.rpcs() == ["PredictVideo"]


def test_should_fail_as_the_call_itself_when_the_watched_task_does(client: Blocking, gateway: Gateway) -> None:
    gateway.on("PredictVideo", predicting(ACCEPTED, code=grpc.StatusCode.UNAVAILABLE))
    gateway.on("WatchTask", lambda _request, _context: iter([watched(3, "failed_decoding")]))

    with pytest.raises(PredictionTaskError) as caught:
        client.call("classification.predict_video", VIDEO, "m")

    assert str(caught.value) == (
        "The prediction failed with the status failed_decoding"
        " [PREDICTION_FAILED, phase await, task t-1, predict sent: yes]"
    )


def test_should_keep_to_the_completion_timeout_while_it_watches(client: Blocking, gateway: Gateway) -> None:
    def forever(_request, context):
        yield watched(1, "processing")
        while context.is_active():
            gateway.ended.wait(0.1)

    gateway.on("PredictVideo", predicting(ACCEPTED, code=grpc.StatusCode.UNAVAILABLE))
    gateway.on("WatchTask", forever)

    with pytest.raises(PredictionTimeoutException) as caught:
        client.call("classification.predict_video", VIDEO, "m", timeout_seconds=0.5)

    assert (caught.value.reason, caught.value.task_id, caught.value.metadata["status"]) == (
        "PREDICTION_TIMEOUT",
        "t-1",
        "processing",
    )


def test_should_show_why_a_video_was_refused_while_it_is_sent(client: Blocking, gateway: Gateway) -> None:
    def script(requests, context):
        next(requests)
        fail(context, grpc.StatusCode.PERMISSION_DENIED, "CALLER_FORBIDDEN", phase="admission", predict_sent="no")
        yield

    gateway.on("PredictVideo", script)

    for _ in range(5):
        with pytest.raises(Exception, match="CALLER_FORBIDDEN"):
            client.call("classification.predict_video", Video.from_bytes(bytes(1 << 26), "video/mp4"), "m")


def test_should_raise_what_a_callback_raises(client: Blocking, gateway: Gateway) -> None:
    gateway.on("PredictVideo", predicting(ACCEPTED, event(header()), event(completion(0))))

    def refuse(_task: str) -> None:
        raise KeyError("enough")

    with pytest.raises(KeyError, match="enough"):
        client.call("classification.predict_video", VIDEO, "m", on_task=refuse)

    assert gateway.ended.wait(10)


def test_should_not_take_another_failure_for_a_cut(client: Blocking, gateway: Gateway) -> None:
    gateway.on("PredictVideo", failing(grpc.StatusCode.FAILED_PRECONDITION, "PREDICT_REJECTED", predict_sent="yes"))

    with pytest.raises(PredictionTaskError):
        client.call("classification.predict_video", VIDEO, "m")
