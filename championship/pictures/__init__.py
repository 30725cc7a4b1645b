"""Pictures for sharing, drawn from plain values. No Django."""
