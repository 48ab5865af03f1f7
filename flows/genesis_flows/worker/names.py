"""What Prefect knows the flow by; the callback creates runs of this deployment."""

WORK_POOL = "genesis"
FLOW = "genesis"
DEPLOYMENT = "genesis"
DEPLOYMENT_PATH = f"{FLOW}/{DEPLOYMENT}"
ENTRYPOINT = "genesis_flows.flow.genesis"
