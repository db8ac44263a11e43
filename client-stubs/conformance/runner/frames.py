"""The frames of a video as the contract defines them, from the objects that the official SDK read; for `../expected`."""

from typing import Any


def of(value: dict[str, Any]) -> list[dict[str, Any]]:
    """Every processed frame in order of time, with what was seen in it."""
    objects = value["objects"]
    times = {int(stamp) for stamp in value["header"].get("frame_timestamps_microseconds", [])}
    times |= {int(seen["timestamp_microseconds"]) for each in objects for seen in each["bbox_observations"]}
    by_time: dict[int, list[dict[str, Any]]] = {at: [] for at in sorted(times)}
    for index, each in enumerate(objects):
        for seen in each["bbox_observations"]:
            at = int(seen["timestamp_microseconds"])
            by_time[at].append(_object(index, each, seen, at))
    return [{"timestamp_microseconds": str(at), "objects": seen} for at, seen in by_time.items()]


def _object(index: int, tracked: dict[str, Any], seen: dict[str, Any], at: int) -> dict[str, Any]:
    shown = {
        "object_index": str(index),
        "object_id": tracked["object_id"],
        "categories": [_category(category, at) for category in tracked["categories"]],
    }
    return shown | ({"observation": seen["observation"]} if seen.get("observation") else {})


def _category(category: dict[str, Any], at: int) -> dict[str, Any]:
    held = [(attribute, _score(attribute, at)) for attribute in category["attributes"]]
    attributes = [{name: value for name, value in each.items() if name != "timestamp_ranges"} | {"score": score} for each, score in held if score is not None]
    return category | {"attributes": attributes}


def _score(attribute: dict[str, Any], at: int) -> float | None:
    """The highest of the ranges that cover a time."""
    covering = [each["score"] for each in attribute["timestamp_ranges"] if _covers(each, at)]
    return max(covering) if covering else None


def _covers(span: dict[str, Any], at: int) -> bool:
    return int(span["timestamp_start_us_inclusive"]) <= at <= int(span["timestamp_end_us_inclusive"])
