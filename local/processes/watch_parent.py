"""Runs a Python module as a child that ends with its parent, however that one ends.

    watch_parent.py MODULE ARGUMENT...

The parent holds the other end of standard input. Its end of file is the parent's death: the module
then gets the SIGTERM that it would have got, and is ended where it does not take it.
"""

import os
import runpy
import signal
import sys
import threading
import time

GRACE_S = 4.0


def watch(stdin: int) -> None:
    while os.read(stdin, 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_S)
    os._exit(1)


def main() -> None:
    # The module gets an empty standard input of its own; the watched one stays with the thread.
    stdin = os.dup(0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    threading.Thread(target=watch, args=(stdin,), name="watch-parent", daemon=True).start()
    module = sys.argv[1]
    sys.argv = [module, *sys.argv[2:]]
    # Not this script's folder but where the module was asked for.
    sys.path[0] = os.getcwd()
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
