"""A writer's own text placed into a stage's content, by rule: word for word, or not at all."""
