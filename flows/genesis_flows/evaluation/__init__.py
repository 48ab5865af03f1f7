"""The evaluation of proposals: fixed briefs through all stages, and what can be measured."""
