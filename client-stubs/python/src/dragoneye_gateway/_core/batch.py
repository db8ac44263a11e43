"""Many images over one stream: their messages, and what came back of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from google.protobuf.message import Message

from .._models.image import ClassificationPredictImageResponse
from ..batch import BatchImage, BatchResult
from ..media import Image
from ..v1.config_pb2 import PredictionConfig
from ..v1.prediction_service_pb2 import ImageEnd, ImageStart, PredictImagesRequest
from .assembly import Assembly
from .calls import RpcCall
from .failures import Observed, of_image, out_of_contract
from .outgoing import Outgoing
from .reading import Reading
from .reconnects import Deadline
from .request import MediaRequest, PredictionSettings, expect_family
from .source import Opened
from .timing import Timing


class Ledger(Assembly[BatchResult]):
    """Which images were begun and not answered. Written by who sends and who receives, each with single steps."""

    def __init__(self) -> None:
        self.all_sent = False
        self._begun: dict[str, str] = {}
        self._unreadable: dict[str, Exception] = {}
        self._numbers = count()
        self._any = False

    def begin(self, image_id: str) -> str:
        """Names an image for the gateway, which demands short names that differ; the caller's may be anything."""
        self._any = True
        wire_id = str(next(self._numbers))
        self._begun[wire_id] = image_id
        return wire_id

    def unreadable(self, wire_id: str, cause: Exception) -> None:
        """An image ended early, so that the gateway will refuse it."""
        self._unreadable[wire_id] = cause

    def unanswered(self) -> frozenset[str]:
        """The caller's names of what was begun and not answered."""
        return frozenset(self._begun.copy().values())

    def observed(self) -> Observed:
        """What repeating the whole batch would mean."""
        return Observed(None, "unknown" if self._any else "no")

    def accept(self, message: Any) -> BatchResult | None:
        image_id = self._begun.pop(message.image_id, None)
        cause = self._unreadable.pop(message.image_id, None)
        if image_id is None:
            raise out_of_contract("The gateway answered an image that waits for no answer")
        if message.HasField("prediction"):
            return BatchResult(image_id, ClassificationPredictImageResponse.from_proto(message.prediction))
        return BatchResult(image_id, None, cause or of_image(message.error))

    @property
    def complete(self) -> bool:  # type: ignore[override] # it follows from what is known
        return self.all_sent and not self._begun

    def rewind(self) -> bool:
        """Images are never sent again by themselves."""
        return False


@dataclass
class _Prepared:
    """An image that was found readable: opened, and its first chunk read."""

    opened: Opened
    config: PredictionConfig
    first: bytes

    @property
    def protected_from_cut(self) -> bool:
        """Whether the gateway will notice, and refuse the image, if its end is missing."""
        return self.config.HasField("size_bytes") or self.config.HasField("crc32c")


class BatchOutgoing(Outgoing):
    """Images, one after another. One that cannot be read fails alone wherever that is possible."""

    def __init__(self, images: Iterable[BatchImage], settings: PredictionSettings, ledger: Ledger) -> None:
        self.on_sent = settings.on_sent
        self.on_failed: Callable[[BatchResult], None] = lambda _: None
        """To be told what failed before it was begun; on the thread that makes messages."""
        self._images = images
        self._settings = settings
        self._ledger = ledger
        self._opened: Opened | None = None
        self._sent = 0

    def messages(self) -> Iterator[tuple[Message, int]]:
        for entry in self._images:
            try:
                prepared = self._prepare(entry)
            except Exception as failure:  # whatever a caller's own code raises
                self.on_failed(BatchResult(entry.image_id, None, failure))
            else:
                yield from self._image(self._ledger.begin(entry.image_id), prepared)
                prepared.opened.close()
        self.half_closed = self._ledger.all_sent = True

    def _prepare(self, entry: BatchImage) -> _Prepared:
        image = entry.image if isinstance(entry.image, Image) else entry.image()
        expect_family(image, Image)
        opened = image.source.open()
        try:
            self._opened = opened
            return _Prepared(opened, MediaRequest(image, self._settings).config(opened), opened.read())
        except BaseException:
            opened.close()
            raise

    def _image(self, wire_id: str, prepared: _Prepared) -> Iterator[tuple[Message, int]]:
        yield PredictImagesRequest(start=ImageStart(image_id=wire_id, config=prepared.config)), 0
        chunk = prepared.first
        while chunk:
            self._sent += len(chunk)
            yield PredictImagesRequest(chunk=chunk), self._sent
            chunk = self._next(wire_id, prepared)
        yield PredictImagesRequest(end=ImageEnd()), 0

    def _next(self, wire_id: str, prepared: _Prepared) -> bytes:
        try:
            return prepared.opened.read()
        except Exception as failure:
            if not prepared.protected_from_cut:
                # Ended here, it would be predicted as it is.
                raise
            self._ledger.unreadable(wire_id, failure)
            return b""

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()


class BatchReading(Reading[BatchResult]):
    """Sends images and reads what becomes of them, in one call."""

    def __init__(self, images: Iterable[BatchImage], settings: PredictionSettings, timing: Timing) -> None:
        self.ledger = Ledger()
        self.outgoing: BatchOutgoing = BatchOutgoing(images, settings, self.ledger)
        super().__init__(self.ledger, Deadline(settings.deadline_seconds, timing.clock), timing)

    def _call(self) -> RpcCall:
        return RpcCall(lambda stubs: stubs.predictions.PredictImages, None, self._deadline.remaining())

    def observed(self) -> Observed:
        return self.ledger.observed()
