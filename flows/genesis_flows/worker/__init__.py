"""Runs the genesis flow in a process of its own: `python -m genesis_flows.worker`."""
