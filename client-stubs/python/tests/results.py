"""Results as a gateway sends them."""

from __future__ import annotations

from typing import Any

from dragoneye_gateway.v1 import prediction_pb2 as pb
from dragoneye_gateway.v1 import result_stream_pb2 as stream_pb
from dragoneye_gateway.v1.prediction_service_pb2 import PredictImageResponse
from dragoneye_gateway.v1.result_service_pb2 import StreamVideoResultsResponse
from dragoneye_gateway.v1.task_service_pb2 import Task, WatchTaskResponse

BIG_ID = 9_223_372_036_854_775_807
SCORE = 0.1 + 0.2


def image_response(task_id: str = "t-1") -> PredictImageResponse:
    return PredictImageResponse(
        prediction=pb.ImagePrediction(
            task_id=task_id,
            prediction_task_uuid="uuid-1",
            original_file_name="größe.png",
            objects=[
                pb.ImageDetectedObject(
                    object_id=BIG_ID,
                    bbox_observation=pb.BboxObservation(
                        normalized_bbox=pb.NormalizedBbox(x1=0.1, y1=0.2, x2=0.3, y2=0.4), bbox_score=SCORE
                    ),
                    categories=[
                        pb.ImageCategoryPrediction(
                            category_id=-1,
                            name="señal",
                            score=SCORE,
                            attributes=[
                                pb.ImageAttributePrediction(
                                    attribute_id=1, attribute_name="a", option_id=2, option_name="b", score=0.5
                                )
                            ],
                        )
                    ],
                )
            ],
        )
    )


def header(**fields: Any) -> StreamVideoResultsResponse:
    defaults: dict[str, Any] = {
        "task_id": "t-1",
        "prediction_task_uuid": "uuid-1",
        "frames_per_second": 2,
        "frame_timestamps_microseconds": [0, 500_000],
        "last": True,
    }
    return StreamVideoResultsResponse(header=stream_pb.VideoHeader(**(defaults | fields)))


def part(index: int, *, last: bool = True, **fields: Any) -> StreamVideoResultsResponse:
    return StreamVideoResultsResponse(
        object=stream_pb.VideoObjectPart(
            object_index=index,
            object=fields.pop("object", tracked(index)),
            last=last,
            resume_token=f"after-{index}" if last else None,
            **fields,
        )
    )


def tracked(index: int, sightings: range = range(2)) -> pb.VideoDetectedObject:
    """Every other sighting is a gap frame."""
    return pb.VideoDetectedObject(
        object_id=100 + index,
        bbox_observations=[
            pb.VideoBboxObservation(
                timestamp_microseconds=time,
                observation=None
                if time % 2
                else pb.BboxObservation(normalized_bbox=pb.NormalizedBbox(x2=1), bbox_score=SCORE),
            )
            for time in sightings
        ],
    )


def completion(read: int, sent: int | None = None) -> StreamVideoResultsResponse:
    return StreamVideoResultsResponse(
        completion=stream_pb.ResultCompletion(read_count=read, sent_count=read if sent is None else sent)
    )


def watched(state: int, status: str, task_id: str = "t-1") -> WatchTaskResponse:
    return WatchTaskResponse(
        task=Task(task_id=task_id, prediction_task_uuid="uuid-1", prediction_type=2, state=state, status=status)
    )
