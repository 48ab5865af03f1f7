"""From a command to its proposal: prompt, streamed text, checks, locks, ids, recording."""
