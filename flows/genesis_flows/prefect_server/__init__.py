"""The local Prefect server, closed to strangers: `python -m genesis_flows.prefect_server`."""
