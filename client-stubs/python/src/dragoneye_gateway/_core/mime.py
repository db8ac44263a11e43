"""MIME types by file extension."""

from __future__ import annotations

import mimetypes

# What Python guesses differs between its versions and platforms, so that these come first.
_BY_EXTENSION = {
    "avif": "image/avif",
    "bmp": "image/bmp",
    "gif": "image/gif",
    "heic": "image/heic",
    "heif": "image/heif",
    "jfif": "image/jpeg",
    "jpe": "image/jpeg",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "jxl": "image/jxl",
    "png": "image/png",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "webp": "image/webp",
    "3g2": "video/3gpp2",
    "3gp": "video/3gpp",
    "avi": "video/x-msvideo",
    "flv": "video/x-flv",
    "m2ts": "video/mp2t",
    "m4v": "video/x-m4v",
    "mkv": "video/x-matroska",
    "mov": "video/quicktime",
    "mp4": "video/mp4",
    "mpeg": "video/mpeg",
    "mpg": "video/mpeg",
    "mts": "video/mp2t",
    "ogv": "video/ogg",
    "qt": "video/quicktime",
    "ts": "video/mp2t",
    "webm": "video/webm",
    "wmv": "video/x-ms-wmv",
}


def guess_mime_type(file_name: str) -> str | None:
    """What a file's extension, in upper or lower case, stands for."""
    _, dot, extension = file_name.rpartition(".")
    known = _BY_EXTENSION.get(extension.lower()) if dot else None
    return known or mimetypes.guess_type(file_name)[0]
