"""What a model answered, made a content that may be recorded."""
