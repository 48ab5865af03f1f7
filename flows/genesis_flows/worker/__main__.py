"""`python -m genesis_flows.worker`: reads the environment, runs the worker, handles signals.

The worker's event loop runs in a thread of its own. The main thread only waits for signals, because
Prefect's engine takes over SIGTERM wherever it runs in a main thread.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import threading
from contextlib import suppress
from types import FrameType

# Prefect reads its settings when it is imported.
os.environ.setdefault("PREFECT_LOGGING_LEVEL", "WARNING")
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
os.environ.setdefault("PREFECT_LOGGING_TO_API_ENABLED", "false")
# See worker/csrf.py, which has it on where the server wants it.
os.environ["PREFECT_CLIENT_CSRF_SUPPORT_ENABLED"] = "false"
# See worker/nothing_loaded.py, which knows no other one.
os.environ["PREFECT_RESULTS_DEFAULT_SERIALIZER"] = "genesis-none"

from genesis_flows.config import ConfigError, read_config
from genesis_flows.database.login import LoginRefusedError
from genesis_flows.garbage import keep_what_is_here
from genesis_flows.log import get_logger, start_logging
from genesis_flows.proxies import prepare_proxies
from genesis_flows.worker.flow_worker import ListenError, run_until_stopped
from genesis_flows.worker.nothing_loaded import load_nothing

logger = get_logger(__name__)

STOP_MAY_TAKE_S = 9.0
WATCH_INTERVAL_S = 0.5


def main() -> int:
    """Run until a signal, or until the parent is gone. Gives the exit code."""
    # Clients read these variables when they are made, and none is made before this.
    left_out = prepare_proxies(os.environ)
    try:
        config = read_config()
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 2
    load_nothing()
    start_logging()
    for reason in left_out:
        logger.warning("a proxy is not used", extra={"reason": reason})
    for name in ("prefect.flow_runs", "prefect.task_runs"):
        logging.getLogger(name).addFilter(_is_not_a_pause)

    keep_what_is_here()
    loop = asyncio.new_event_loop()
    stopping = asyncio.Event()
    failures: list[BaseException] = []

    def run() -> None:
        asyncio.set_event_loop(loop)
        try:
            loop.run_until_complete(run_until_stopped(config, stopping))
        except (LoginRefusedError, ListenError) as error:
            failures.append(error)
            print(error, file=sys.stderr)
        except BaseException as error:
            failures.append(error)
            logger.exception("the flow worker broke")

    wanted = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        if wanted.is_set():
            os._exit(1)  # asked twice: at once
        wanted.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    thread = threading.Thread(target=run, name="worker-loop", daemon=True)
    thread.start()
    while thread.is_alive() and not wanted.is_set():
        wanted.wait(WATCH_INTERVAL_S)
        if config.parent_pid is not None and not _lives(config.parent_pid):
            logger.warning("the parent process is gone")
            break
    loop.call_soon_threadsafe(stopping.set)
    thread.join(STOP_MAY_TAKE_S)
    with suppress(OSError):
        sys.stderr.flush()
    # Threads of Prefect and of runs that do not end would keep the interpreter for ever.
    os._exit(1 if failures or thread.is_alive() else 0)


def _lives(pid: int) -> bool:
    """Whether the process is there; a child whose parent ended is given to another one."""
    if os.getppid() == pid:
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _is_not_a_pause(record: logging.LogRecord) -> bool:
    """Prefect logs every end but COMPLETED as an error; a pause is how a run here ends."""
    return "Finished in state Suspended" not in record.getMessage()


if __name__ == "__main__":
    sys.exit(main())
