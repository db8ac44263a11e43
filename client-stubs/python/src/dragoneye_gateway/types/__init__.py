"""Where the official SDK has its media, exceptions and common types."""
