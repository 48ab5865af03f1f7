"""Says in words what is wrong with the operator's model as the environment has it.

For who starts a worker as one of several processes: it can be said before any of them is there.
"""

from __future__ import annotations

import sys

from genesis_flows.config import ConfigError, read_model


def main() -> int:
    """Give the exit code: 0, or 2 with a line for each wrong variable."""
    try:
        read_model()
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
