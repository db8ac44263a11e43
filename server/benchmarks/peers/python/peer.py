"""The other end of harness/Peer.java: answers lines of JSON on standard output."""

import array
import gc
import json
import sys
import time
from importlib.metadata import version

import numpy

LOW_HALF = 0xFFFF_FFFF


def serve(decode, count, packages, gives_objects):
    """Answers until standard input ends.

    decode(request) decodes all of a result once, count(decoded) says what is in it.
    """
    for line in sys.stdin:
        try:
            answer = _answer(json.loads(line), decode, count, packages, gives_objects)
        except Exception as failure:  # whatever it is, the benchmark has to hear of it
            answer = {"error": repr(failure)}
        print(json.dumps(answer), flush=True)


def _answer(request, decode, count, packages, gives_objects):
    match request["op"]:
        case "versions":
            return {"python": sys.version.split()[0], **{package: version(package) for package in packages}}
        case "check":
            return count(decode(request))
        case "measure":
            return _measure(decode, request, gives_objects)
        case unknown:
            raise ValueError(f"no such request: {unknown}")


def _measure(decode, request, gives_objects):
    gc.collect()
    repeats = request["repeats"]
    cpu = time.process_time()
    start = time.perf_counter()
    for _ in range(repeats):
        decode(request)
    total = (time.perf_counter() - start) * 1000 / repeats
    answer = {"total_ms": total, "cpu_ms": (time.process_time() - cpu) * 1000 / repeats}
    if gives_objects:
        # The first one can be had when all can.
        answer["first_object_ms"] = total
    return answer


def sum_bits(*columns):
    """The sums of both halves of all doubles, modulo 2**32."""
    low = high = 0
    for column in columns:
        bits = numpy.asarray(column, dtype=numpy.float64).view(numpy.uint64)
        low += int((bits & LOW_HALF).sum())
        high += int((bits >> numpy.uint64(32)).sum())
    return {"low_bits": low & LOW_HALF, "high_bits": high & LOW_HALF}


def doubles():
    return array.array("d")
