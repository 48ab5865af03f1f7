"""The offline sample generator: whole, readable contents without a model, the same for a seed.

Everything it says comes from written stories (`stories/LANGUAGE/*.json`) and from the writer's own
words: brief, accepted stages, feedback. Its contents have names where the server has ids.
"""

from genesis_flows.sample.stages.generate import generate

__all__ = ["generate"]
