"""What a content is: its fields, items, references, locks and checks."""
