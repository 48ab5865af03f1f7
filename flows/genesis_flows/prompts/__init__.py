"""Prompts: one file a stage and language, versioned in versions.json."""
