"""The version of this package, as its user agent tells it."""

__version__ = "0.1.0"
