"""Where proposals' text comes from: a model behind an OpenAI-compatible endpoint, or samples."""
