"""Text that can be sent: a str may hold halves of surrogate pairs, which UTF-8 does not know."""

from __future__ import annotations

import re
from collections.abc import Iterable

import grpc

from ..errors import FieldViolation
from .failures import NOTHING_SEEN, Observed, translate
from .status import GrpcStatus

_HALF = re.compile("[\ud800-\udfff]")
_WRONG = "holds half of a surrogate pair, which is no Unicode text; send text that encodes as UTF-8"


def require_text(field: str, *texts: str | None, observed: Observed = NOTHING_SEEN) -> None:
    """Refuses what cannot be sent, as a gateway refuses a field of the request that is wrong.

    Raises:
        InvalidRequestError: a text is none. It names the field; the text itself may be impossible to print.
    """
    # What is no str at all is left for protobuf to complain of.
    if any(isinstance(text, str) and _HALF.search(text) for text in texts):
        violations = (FieldViolation(field, _WRONG),)
        message = f"Invalid request: {field} {_WRONG}"
        raise translate(GrpcStatus(grpc.StatusCode.INVALID_ARGUMENT, message, violations=violations), observed)


def require_config_text(field: str, texts: Iterable[str | None]) -> None:
    """The same, of the configuration that goes ahead of media."""
    require_text(f"config.{field}", *texts, observed=Observed(predict_sent="no"))
