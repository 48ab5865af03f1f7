"""Reading answers outside the worker's process: no text that a model writes can hold its loop."""
