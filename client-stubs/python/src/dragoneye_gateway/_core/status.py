"""The status of a failed gRPC call and the details that it carries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

import grpc
from google.protobuf.any_pb2 import Any as AnyMessage
from google.protobuf.descriptor import Descriptor
from google.protobuf.message import DecodeError, Message
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo, RetryInfo
from google.rpc.status_pb2 import Status

from ..errors import FieldViolation

_DOMAIN = "gateway.dragoneye.ai"
_DETAILS_KEY = "grpc-status-details-bin"
_D = TypeVar("_D", bound=Message)


@dataclass(frozen=True)
class GrpcStatus:
    """How a call failed. Details that are malformed or unknown count as absent."""

    code: grpc.StatusCode
    message: str
    reason: str | None = None
    metadata: dict[str, str] = field(default_factory=dict)
    retry_delay_seconds: float | None = None
    violations: tuple[FieldViolation, ...] = ()

    @classmethod
    def of(cls, error: grpc.RpcError) -> GrpcStatus:
        """Reads it from what either of gRPC's programming interfaces raises."""
        call: Any = error
        return cls.read(call.code(), call.details(), call.trailing_metadata())

    @classmethod
    def read(cls, code: grpc.StatusCode, message: str | None, trailers: Iterable[tuple[str, Any]] | None) -> GrpcStatus:
        """Reads it from its parts."""
        details = _details_in(trailers)
        info = _first(details, ErrorInfo)
        if info is not None and info.domain != _DOMAIN:
            info = None
        retry = _first(details, RetryInfo)
        bad = _first(details, BadRequest)
        return cls(
            code,
            message or "",
            None if info is None else info.reason,
            {} if info is None else dict(info.metadata),
            None if retry is None else _seconds(retry),
            () if bad is None else tuple(FieldViolation(v.field, v.description) for v in bad.field_violations),
        )


def _details_in(trailers: Iterable[tuple[str, Any]] | None) -> list[AnyMessage]:
    for key, value in trailers or ():
        if key == _DETAILS_KEY:
            try:
                return list(Status.FromString(value).details)
            except DecodeError:
                return []
    return []


def _first(details: list[AnyMessage], kind: type[_D]) -> _D | None:
    for detail in details:
        if detail.Is(cast(Descriptor, kind.DESCRIPTOR)):
            message = kind()
            try:
                detail.Unpack(message)
            except DecodeError:
                return None
            return message
    return None


def _seconds(retry: RetryInfo) -> float | None:
    delay = retry.retry_delay
    if not retry.HasField("retry_delay") or delay.seconds < 0 or delay.nanos < 0:
        return None
    return float(delay.seconds + delay.nanos / 1e9)
