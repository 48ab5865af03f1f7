"""What later samples are built on: people, names, what was accepted."""
