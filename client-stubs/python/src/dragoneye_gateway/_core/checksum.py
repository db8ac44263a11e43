"""CRC-32C (Castagnoli), as the contract has it."""

from __future__ import annotations

import google_crc32c


class Checksum:
    """Of the bytes so far."""

    def __init__(self) -> None:
        self.value = 0

    def update(self, data: bytes) -> None:
        """Takes further bytes in."""
        self.value = int(google_crc32c.extend(self.value, data))
