"""What to predict: arguments, checked, to the configuration that goes ahead of the media."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from .._models.task import PredictionProgress, ResultFilter
from ..media import Media
from ..v1.config_pb2 import PredictionConfig
from .checksum import Checksum
from .source import Opened
from .text import require_config_text


def _ignore(_: object) -> None:
    """A callback that nobody gave."""


@dataclass(frozen=True)
class PredictionSettings:
    """A model and options, without the media."""

    model: str
    timeout_seconds: float | None = None
    frames_per_second: int | None = None
    deadline_seconds: float | None = None
    filter: ResultFilter | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    on_task: Callable[[str], object] = _ignore
    on_sent: Callable[[int], object] = _ignore
    on_progress: Callable[[PredictionProgress], object] = _ignore

    def __post_init__(self) -> None:
        _positive("timeout_seconds", self.timeout_seconds)
        _positive("deadline_seconds", self.deadline_seconds)
        if self.frames_per_second is not None and self.frames_per_second < 1:
            raise ValueError(f"frames_per_second must be at least 1, and {self.frames_per_second} is not")
        require_config_text("model", [self.model])
        require_config_text("parameters", [*self.parameters.keys(), *self.parameters.values()])
        if self.filter is not None:
            require_config_text("filter.category_names", self.filter.category_names)

    @classmethod
    def of(
        cls, model: str, timeout_seconds: float | None, frames_per_second: int | None, options: Mapping[str, Any]
    ) -> PredictionSettings:
        """Takes options by name; those without a meaning here are form fields, as for the SDK.

        Raises:
            ValueError: a number is not positive.
            InvalidRequestError: a text is none.
        """
        known = {name: options[name] for name in cls.__dataclass_fields__ if options.get(name) is not None}
        fields = {name: str(value) for name, value in options.items() if name not in cls.__dataclass_fields__}
        known["parameters"] = {**known.get("parameters", {}), **fields}
        return cls(model, timeout_seconds, frames_per_second, **known)


@dataclass(frozen=True)
class MediaRequest:
    """What to predict, and how."""

    media: Media
    settings: PredictionSettings

    def config(self, opened: Opened) -> PredictionConfig:
        """The message that precedes the media. Blocks: reads the media once if a checksum is to be computed."""
        media, settings = self.media, self.settings
        require_config_text("mime_type", [media.mime_type])
        require_config_text("file_name", [media.name])
        size = opened.size_bytes if media.declared_size_bytes is None else media.declared_size_bytes
        config = PredictionConfig(
            model=settings.model,
            mime_type=media.mime_type,
            file_name=media.name,
            frames_per_second=settings.frames_per_second,
            size_bytes=size,
            crc32c=self._checksum() if media.checksummed else media.crc32c,
            parameters=settings.parameters,
            filter=None if settings.filter is None else settings.filter.to_proto(),
        )
        if settings.timeout_seconds is not None:
            config.completion_timeout.FromTimedelta(timedelta(seconds=settings.timeout_seconds))
        return config

    def _checksum(self) -> int:
        checksum = Checksum()
        opened = self.media.source.open()
        try:
            while chunk := opened.read():
                checksum.update(chunk)
        finally:
            opened.close()
        return checksum.value


def expect_family(media: Media, family: type[Media]) -> None:
    """Refuses media of the other family, as the SDK does."""
    if not isinstance(media, family):
        raise ValueError(f"This takes {family.__name__} media, and got {type(media).__name__}")


def _positive(what: str, seconds: float | None) -> None:
    if seconds is not None and seconds <= 0:
        raise ValueError(f"{what} must be positive, and {seconds} is not")
