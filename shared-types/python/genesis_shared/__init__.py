"""Generated Pydantic models of what all parts speak; see models.py."""
