"""How channels to a gateway are made, whichever of gRPC's programming interfaces they are of."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import grpc

from .._version import __version__
from .address import GatewayAddress
from .caller import Caller

API_KEY_VARIABLE: Final = "DRAGONEYE_API_KEY"

# Just above the five minutes that a gRPC server permits unless told otherwise, below the 350 s after which load
# balancers forget a silent connection.
KEEPALIVE_SECONDS: Final = 310.0

_SERVICE_CONFIG: Final = {
    "loadBalancingConfig": [{"round_robin": {}}],
    # A gateway that fails most calls is not asked twice.
    "retryThrottling": {"maxTokens": 10, "tokenRatio": 0.1},
    "methodConfig": [
        {
            # The unary reads alone. Media calls are never repeated.
            "name": [
                {"service": "dragoneye_gateway.v1.TaskService", "method": "GetTask"},
                {"service": "dragoneye_gateway.v1.ResultService", "method": "GetImageResults"},
            ],
            "retryPolicy": {
                "maxAttempts": 4,
                "initialBackoff": "0.2s",
                "maxBackoff": "2s",
                "backoffMultiplier": 2,
                "retryableStatusCodes": ["UNAVAILABLE"],
            },
        }
    ],
}


@dataclass(frozen=True, repr=False)
class Settings:
    """All that a client was told. Immutable, valid in any process and event loop."""

    address: GatewayAddress
    caller: Caller
    tls: grpc.ChannelCredentials | None
    keepalive_seconds: float

    @classmethod
    def of(
        cls,
        address: str | None,
        token: str | Callable[[], str] | None,
        api_key: str | None,
        tls: grpc.ChannelCredentials | None,
        keepalive_seconds: float,
    ) -> Settings:
        """Fills in from the environment and checks; see the clients for the meaning and the errors."""
        gateway = GatewayAddress.resolve(address)
        key = os.environ.get(API_KEY_VARIABLE) if api_key is None else api_key
        caller = Caller(token, key or None)
        if caller.secretive and gateway.exposed:
            raise ValueError(f"A token or API key is not sent in plaintext to {gateway}: use https://")
        if tls is not None and not gateway.tls:
            raise ValueError("TLS was set up, and http:// or a loopback address without a scheme means plaintext")
        if keepalive_seconds <= 0:
            raise ValueError(f"The keepalive must be positive, and {keepalive_seconds} is not")
        return cls(gateway, caller, tls, keepalive_seconds)

    def open(self, module: Any) -> Any:
        """Makes a channel with ``grpc`` or ``grpc.aio``. It connects at the first call."""
        if self.address.tls:
            credentials = self.tls or grpc.ssl_channel_credentials()
            return module.secure_channel(self.address.target, credentials, self._options())
        return module.insecure_channel(self.address.target, self._options())

    def _options(self) -> list[tuple[str, Any]]:
        options: list[tuple[str, Any]] = [
            ("grpc.primary_user_agent", f"dragoneye-gateway-python/{__version__}"),
            ("grpc.service_config", json.dumps(_SERVICE_CONFIG)),
            ("grpc.service_config_disable_resolution", 1),
            ("grpc.keepalive_time_ms", int(self.keepalive_seconds * 1000)),
            ("grpc.keepalive_timeout_ms", 20_000),
            # A watch may be silent for long: go on probing it.
            ("grpc.http2.max_pings_without_data", 0),
            # A gateway that comes back is found as soon as a broken stream looks for it again.
            ("grpc.initial_reconnect_backoff_ms", 200),
            ("grpc.max_reconnect_backoff_ms", 5_000),
        ]
        if self.address.loopback:
            options.append(("grpc.enable_http_proxy", 0))
        return options
