"""Timing files: which of the known headers it is, and what its lines say."""
