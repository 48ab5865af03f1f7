"""What a feedback changes in a sample."""
