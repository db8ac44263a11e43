"""Reads results into a table of DuckDB in memory, on one thread; no objects, no protobuf."""

import duckdb
import peer

database = duckdb.connect()
database.execute("SET threads = 1")

# Every double of the table, whichever level it is on.
OBSERVATION = "SELECT unnest(bbox_observations) AS o FROM result"
CATEGORY = "SELECT unnest(categories) AS c FROM result"
RANGE = f"SELECT unnest(a.timestamp_ranges) AS r FROM (SELECT unnest(c.attributes) AS a FROM ({CATEGORY}))"
DOUBLES = [
    f"SELECT unnest(o.normalized_bbox) AS v FROM ({OBSERVATION}) WHERE o.normalized_bbox IS NOT NULL",
    f"SELECT o.bbox_score AS v FROM ({OBSERVATION}) WHERE o.bbox_score IS NOT NULL",
    f"SELECT c.score AS v FROM ({CATEGORY})",
    f"SELECT r.score AS v FROM ({RANGE})",
]


def decode(request):
    database.execute(
        "CREATE OR REPLACE TABLE result AS SELECT * FROM read_parquet(?)", [request["predictions"]]
    )


def count(_):
    objects = database.execute("SELECT count(*) FROM result").fetchone()[0]
    observations, gaps, timestamps = database.execute(
        "SELECT count(*), count(*) FILTER (o.normalized_bbox IS NULL), sum(o.timestamp_microseconds)::BIGINT"
        f" FROM ({OBSERVATION})"
    ).fetchone()
    columns = [database.execute(query).fetchnumpy()["v"] for query in DOUBLES]
    return {
        "objects": objects,
        "observations": observations,
        "gaps": gaps,
        "timestamps": timestamps,
        **peer.sum_bits(*columns),
    }


peer.serve(decode, count, ["duckdb"], gives_objects=False)
