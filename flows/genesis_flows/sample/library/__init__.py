"""The written stories and phrases that samples are made of."""
