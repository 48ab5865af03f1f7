"""What a model is asked, and the run of a generation: candidates, prompts, text so far."""
