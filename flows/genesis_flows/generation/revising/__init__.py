"""Revisions: what changes is asked for, and the rest is merged and held by the studio."""
