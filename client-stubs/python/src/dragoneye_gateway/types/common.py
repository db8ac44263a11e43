"""Types that the official SDK names."""

from ..models import NormalizedBbox

__all__ = ["NormalizedBbox"]
