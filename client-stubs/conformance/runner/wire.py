"""Just enough of protobuf's wire format to say by hand what a server of another version sends.

A message is a list of fields `[number, value]`: text is a string, a whole number a varint, a fraction a double, a list a
message, `{"fixed32": n}` and `{"hex": "…"}` what they say.
"""

import struct
from typing import Any


def message(fields: list[Any]) -> bytes:
    return b"".join(_field(number, value) for number, value in fields)


def _field(number: int, value: Any) -> bytes:
    if isinstance(value, bool | int):
        return _tag(number, 0) + varint(int(value))
    if isinstance(value, float):
        return _tag(number, 1) + struct.pack("<d", value)
    if isinstance(value, dict) and "fixed32" in value:
        return _tag(number, 5) + struct.pack("<I", value["fixed32"])
    content = _content(value)
    return _tag(number, 2) + varint(len(content)) + content


def _content(value: Any) -> bytes:
    if isinstance(value, str):
        return value.encode()
    if isinstance(value, bytes):
        return value
    if isinstance(value, dict):
        return bytes.fromhex(value["hex"])
    return message(value)


def _tag(number: int, kind: int) -> bytes:
    return varint(number << 3 | kind)


def varint(value: int) -> bytes:
    value &= (1 << 64) - 1
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def status(code: int, text: str, details: list[bytes]) -> bytes:
    """A google.rpc.Status."""
    return message([[1, code], [2, text], *([3, detail] for detail in details)])


def any_of(kind: str, content: bytes) -> bytes:
    """A google.protobuf.Any of a message of google.rpc."""
    return message([[1, f"type.googleapis.com/google.rpc.{kind}"], [2, content]])


def error_info(reason: str, metadata: dict[str, str], domain: str = "gateway.dragoneye.ai") -> bytes:
    entries = [[3, [[1, name], [2, value]]] for name, value in metadata.items()]
    return any_of("ErrorInfo", message([[1, reason], [2, domain], *entries]))


def retry_info(milliseconds: int) -> bytes:
    seconds, rest = divmod(milliseconds, 1000)
    return any_of("RetryInfo", message([[1, [[1, seconds], [2, rest * 1_000_000]]]]))
