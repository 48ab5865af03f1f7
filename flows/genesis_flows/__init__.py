"""Writes proposals: a Prefect worker and its flow, model providers, prompts, samples."""
