"""Images and videos, as the official SDK has them."""

from ..media import Image, Media, Video

__all__ = ["Image", "Media", "Video"]
