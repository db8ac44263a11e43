"""Where a gateway is and how to speak to it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

ADDRESS_VARIABLE = "DRAGONEYE_GATEWAY"

_FORM = re.compile(
    r"(?:(?P<scheme>https|grpcs|http|grpc)://|dns:///)?"
    r"(?P<host>\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::(?P<port>[0-9]{1,5}))?/?"
)
_LOOPBACK = re.compile(r"localhost|127\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}|\[::1]", re.IGNORECASE)


@dataclass(frozen=True)
class GatewayAddress:
    """A host, which for IPv6 is in brackets, a port, and whether to use TLS."""

    host: str
    port: int
    tls: bool

    @classmethod
    def resolve(cls, address: str | None) -> GatewayAddress:
        """Reads the address given, else that in the environment.

        Raises:
            ValueError: there is none, or it is unusable.
        """
        found = address or os.environ.get(ADDRESS_VARIABLE)
        if not found or found.isspace():
            raise ValueError(f"No gateway: give its address, or set {ADDRESS_VARIABLE}")
        return cls.parse(found)

    @classmethod
    def parse(cls, address: str) -> GatewayAddress:
        """Reads ``host:port``, ``https://host[:port]`` or ``http://host[:port]``.

        Without a scheme it is plaintext on loopback and TLS everywhere else.

        Raises:
            ValueError: it is none of these.
        """
        parts = _FORM.fullmatch(address)
        scheme = parts["scheme"] if parts else None
        if parts is None or (parts["port"] is None and scheme is None):
            raise _unusable(address)
        host = parts["host"]
        tls = not _LOOPBACK.fullmatch(host) if scheme is None else scheme in ("https", "grpcs")
        port = int(parts["port"] or (443 if tls else 80))
        if not 1 <= port <= 65_535:
            raise _unusable(address)
        return cls(host, port, tls)

    @property
    def loopback(self) -> bool:
        """Whether it is this machine, by name."""
        return bool(_LOOPBACK.fullmatch(self.host))

    @property
    def exposed(self) -> bool:
        """Whether others could listen in."""
        return not self.tls and not self.loopback

    @property
    def target(self) -> str:
        """The name for gRPC, which resolves it to all of the host's addresses."""
        return f"dns:///{self}"

    def __str__(self) -> str:
        """Host and port."""
        return f"{self.host}:{self.port}"


def _unusable(address: str) -> ValueError:
    # What stands before an @ may be a password.
    shown = "one with an @" if "@" in address else repr(address)
    return ValueError(
        f"The address of the gateway must be host:port, https://host[:port] or http://host[:port], and {shown} is not"
    )
