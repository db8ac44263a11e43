"""Writes the result archives of the scenarios: `python write.py`, in an environment of `drivers/python-sdk/requirements.txt`.

Two runs give the same bytes. What the archives mean is in `../expected`, which `../run --record` has the official SDK say.
"""

import io
import math
import struct
import zipfile
from pathlib import Path

import polars as pl

HERE = Path(__file__).parent
LARGEST_ID = 2**63 - 1
FRAME_US = 33_333

RANGE = {"timestamp_start_us_inclusive": pl.Int64, "timestamp_end_us_inclusive": pl.Int64}
ATTRIBUTE = {
    "attribute_id": pl.Int64,
    "attribute_name": pl.String,
    "option_id": pl.Int64,
    "option_name": pl.String,
    "timestamp_ranges": pl.List(pl.Struct({**RANGE, "score": pl.Float64})),
}
SCHEMA = {
    "object_id": pl.Int64,
    "timestamp_ranges": pl.List(pl.Struct(RANGE)),
    "bbox_observations": pl.List(
        pl.Struct({"timestamp_microseconds": pl.Int64, "normalized_bbox": pl.List(pl.Float64), "bbox_score": pl.Float64})
    ),
    "categories": pl.List(
        pl.Struct({"category_id": pl.Int64, "name": pl.String, "score": pl.Float64, "attributes": pl.List(pl.Struct(ATTRIBUTE))})
    ),
}

SMALLEST = struct.unpack("<d", struct.pack("<Q", 1))[0]
LARGEST_SUBNORMAL = struct.unpack("<d", struct.pack("<Q", (1 << 52) - 1))[0]
DOUBLES = [
    0.1 + 0.2,
    -0.0,
    SMALLEST,
    -LARGEST_SUBNORMAL,
    math.nextafter(1.0, 0.0),
    1 / 3,
    1.7976931348623157e308,
    2.0**53 + 2,
    5e-324,
    1e23,
    0.3,
    math.pi,
]
NAMES = [
    "señal de tráfico",
    "信号機",
    "🚗\u200d👩",
    "e\u0301 is not é",
    'quote " back\\slash </script>',
    "line\r\nbreak: header\ttab",
    "NUL \0 inside",
    "../../etc/passwd",
    "%s %n {0} $(id) `id`",
    "\u202eright to left",
    "\x1b[31mred\x7f",
    "__proto__",
    "",
    " ",
    "x" * 3000,
]


def observation(at, box, score):
    return {"timestamp_microseconds": at, "normalized_bbox": box, "bbox_score": score}


def span(start, end, score=None):
    told = {"timestamp_start_us_inclusive": start, "timestamp_end_us_inclusive": end}
    return told if score is None else {**told, "score": score}


def attribute(identity, name, option, option_name, *ranges):
    return dict(zip(ATTRIBUTE, (identity, name, option, option_name, list(ranges)), strict=True))


def category(identity, name, score, *attributes):
    return {"category_id": identity, "name": name, "score": score, "attributes": list(attributes)}


def thing(identity, observations, categories, *ranges):
    first, last = observations[0]["timestamp_microseconds"], observations[-1]["timestamp_microseconds"]
    return dict(zip(SCHEMA, (identity, list(ranges) or [span(first, last)], observations, categories), strict=True))


def image_exact():
    boxes = [DOUBLES[at : at + 4] for at in range(0, len(DOUBLES), 4)]
    yield thing(
        LARGEST_ID,
        [observation(0, boxes[0], DOUBLES[10])],
        [category(LARGEST_ID, "largest", SMALLEST, attribute(LARGEST_ID, "a", LARGEST_ID - 1, "o", span(0, 0, 0.1 + 0.2)))],
    )
    yield thing(-1, [observation(0, boxes[1], DOUBLES[11])], [category(2**53 + 1, "not a double", -0.0)])
    yield thing(0, [observation(0, boxes[2], 0.0)], [])


def image_special():
    box = [math.nan, math.inf, -math.inf, 0.5]
    yield thing(1, [observation(0, box, math.inf)], [category(1, "none", math.nan), category(2, "least", -math.inf)])


def names():
    """In one image: every hostile name as that of a category, an attribute and an option."""
    for index, name in enumerate(NAMES):
        yield thing(
            index + 1,
            [observation(0, [0.0, 0.0, 1.0, 1.0], 0.5)],
            [category(index, name, 0.5, attribute(index, name, index, name, span(0, 0, 0.25)))],
        )


def video_gaps():
    """A track with gap frames at its beginning, inside and at its end, and one of nothing else."""
    track = [None, 0.25, None, None, 0.75, None]
    boxes = [observation(i * FRAME_US, score and [score, 0.0, 1.0, score], score) for i, score in enumerate(track)]
    red = attribute(7, "light", 1, "red", span(0, FRAME_US, 0.5), span(4 * FRAME_US, 5 * FRAME_US, 1 / 3))
    green = attribute(7, "light", 2, "green", span(2 * FRAME_US, 3 * FRAME_US, 0.5))
    yield thing(LARGEST_ID, boxes, [category(3, "traffic light", 0.1 + 0.2, red, green), category(4, "lamp", 0.2)])
    yield thing(5, [observation(i * FRAME_US, None, None) for i in (2, 3)], [category(5, "ghost", 0.01)])
    yield thing(6, [observation(4 * FRAME_US, DOUBLES[:4], DOUBLES[4])], [category(3, "traffic light", 0.9)])


def video_many():
    """Many small objects: the stream of them is long and has many places to be cut at."""
    for index in range(1500):
        at = index % 300 * FRAME_US
        yield thing(
            2**40 + index,
            [observation(at, [index / 1500, 0.25, 0.5, 0.75], 0.5), observation(at + FRAME_US, None, None)],
            [category(index % 7, f"class {index % 7}", index / 1500, attribute(1, "parity", index % 2, "odd" if index % 2 else "even", span(at, at, 0.5)))],
        )


def video_huge():
    """One track of more than a message may hold, between two small ones; so is its timeline, and one list of ranges."""
    yield thing(1, [observation(0, [0.0, 0.0, 0.5, 0.5], 0.5)], [category(1, "before", 0.5)])
    boxes = [observation(i * FRAME_US, None if i % 97 == 0 else [i % 16 / 16, 0.25, 1.0, 0.75], None if i % 97 == 0 else 0.5) for i in range(12_000)]
    spans = [span(i * FRAME_US, i * FRAME_US, i % 8 / 8) for i in range(12_000)]
    yield thing(2, boxes, [category(2, "small", 0.5), category(3, "long", 0.5, attribute(1, "a", 1, "b", *spans), attribute(1, "a", 2, "c"))])
    yield thing(3, [observation(0, [0.0, 0.0, 0.5, 0.5], 0.5)], [category(1, "after", 0.5)])


def parquet(frame):
    out = io.BytesIO()
    frame.write_parquet(out, compression="zstd", compression_level=19)
    return out.getvalue()


def write(name, rows, timeline=None):
    members = {"predictions.parquet": parquet(pl.DataFrame(list(rows), schema=SCHEMA, orient="row"))}
    if timeline is not None:
        frames = {"image_id": [f"frame-{i}" for i in range(len(timeline))], "timestamp_microseconds": timeline}
        members["frame_timestamps.parquet"] = parquet(pl.DataFrame(frames, schema={"image_id": pl.String, "timestamp_microseconds": pl.Int64}))
    with zipfile.ZipFile(HERE / f"{name}.zip", "w", zipfile.ZIP_STORED) as archive:
        for member, data in members.items():
            archive.writestr(zipfile.ZipInfo(member), data)


def main():
    write("image-exact", image_exact())
    write("image-special", image_special())
    write("image-names", names())
    write("image-empty", [])
    write("video-gaps", video_gaps(), [i * FRAME_US for i in (3, 1, 0, 2, 5, 4, 6)])
    write("video-many", video_many(), [i * FRAME_US for i in range(301)])
    write("video-huge", video_huge(), [i * FRAME_US for i in range(12_000)])


main()
