"""Decodes results with the official Python SDK's own deserializer."""

import pathlib

import peer
from dragoneye import parquet_deserializer as sdk


def decode(request):
    members = sdk.split_prediction_archive(pathlib.Path(request["archive"]).read_bytes())
    return sdk.deserialize_object_forward_video_predictions(members["predictions.parquet"])


def count(objects):
    scores = peer.doubles()
    observations = gaps = timestamps = 0
    for one in objects:
        for seen in one.bbox_observations:
            observations += 1
            timestamps += seen.timestamp_microseconds
            if seen.observation is None:
                gaps += 1
            else:
                scores.extend(seen.observation.normalized_bbox)
                scores.append(seen.observation.bbox_score)
        for category in one.categories:
            scores.append(category.score)
            for attribute in category.attributes:
                scores.extend(span.score for span in attribute.timestamp_ranges)
    return {
        "objects": len(objects),
        "observations": observations,
        "gaps": gaps,
        "timestamps": timestamps,
        **peer.sum_bits(scores),
    }


peer.serve(decode, count, ["dragoneye-python", "polars"], gives_objects=True)
