"""One module a kind of stage: how its sample is made."""
