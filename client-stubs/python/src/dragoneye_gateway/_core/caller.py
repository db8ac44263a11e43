"""What every call says about who makes it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

try:
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
except ImportError:
    _trace_context = None
else:
    _trace_context = TraceContextTextMapPropagator()

Metadata: TypeAlias = tuple[tuple[str, str | bytes], ...]

_PRINTABLE = re.compile(r"[!-~]+")


@dataclass(frozen=True, repr=False)
class Caller:
    """A token for the gateway, or what gives one for each call, and a key that it passes through to Dragoneye."""

    token: str | Callable[[], str] | None
    api_key: str | None

    def __post_init__(self) -> None:
        if isinstance(self.token, str):
            _checked("token", self.token)
        if self.api_key is not None:
            _checked("API key", self.api_key)

    @property
    def secretive(self) -> bool:
        """Whether there is something that others must not read."""
        return self.token is not None or self.api_key is not None

    def metadata(self) -> Metadata:
        """The metadata of one call, which begins now: credentials, and the trace that it belongs to."""
        entries: list[tuple[str, str | bytes]] = []
        if self.token is not None:
            token = self.token if isinstance(self.token, str) else _checked("token", self.token())
            entries.append(("authorization", f"Bearer {token}"))
        if self.api_key is not None:
            entries.append(("dragoneye-api-key", self.api_key))
        if _trace_context is not None:
            carrier: dict[str, str] = {}
            _trace_context.inject(carrier)
            entries.extend(carrier.items())
        return tuple(entries)


def _checked(what: str, secret: str) -> str:
    """The same text, fit for a header; complains without it, which is a secret."""
    if not _PRINTABLE.fullmatch(secret):
        raise ValueError(f"The {what} must be printable ASCII without spaces")
    return secret
