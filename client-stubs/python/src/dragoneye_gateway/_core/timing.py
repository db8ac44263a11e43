"""Time and chance, passed in so that tests can decide them."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Timing:
    """A clock in seconds that never goes back, and a number from 0 to 1."""

    clock: Callable[[], float] = time.monotonic
    random: Callable[[], float] = random.random


SYSTEM = Timing()
