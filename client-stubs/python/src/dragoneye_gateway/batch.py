"""Many images over one stream."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .media import Image
from .models import ClassificationPredictImageResponse


@dataclass(frozen=True, slots=True)
class BatchImage:
    """An image of a batch.

    ``image_id`` names it in the results, and only there: any text, but images that share one cannot be told apart.
    ``image`` may be what makes the image when it is its turn, on the sending thread; what that raises fails this
    image alone.
    """

    image_id: str
    image: Image | Callable[[], Image]

    @classmethod
    def from_path(cls, path: str | os.PathLike[str]) -> BatchImage:
        """An image in a file, named by its path.

        It is looked at when it is its turn: one that is missing by then, or is no image, fails alone.
        """
        return cls(str(Path(path)), lambda: Image.from_path(path))


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What became of one image of a batch.

    Its prediction, or else the error that a call of its own would have raised.
    """

    image_id: str
    prediction: ClassificationPredictImageResponse | None = None
    error: Exception | None = None
