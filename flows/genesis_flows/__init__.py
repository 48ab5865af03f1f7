"""The flow that writes proposals: a Prefect worker, model providers, prompts and the sample generator."""
