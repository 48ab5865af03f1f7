/**
 * The calls of Prefect's API that the callback makes, over real HTTP, following a script: for the
 * outcomes that a real server gives only now and then. Its shapes are those of Prefect 3.8.8.
 */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import { z } from "zod";

type RunState =
  | "SCHEDULED"
  | "PENDING"
  | "RUNNING"
  | "PAUSED"
  | "COMPLETED"
  | "CRASHED"
  | "CANCELLED";

export interface ScriptedRun {
  readonly id: string;
  state: RunState;
  pauseKey: string | null;
  readonly responses: Set<string>;
  /** null: the pool that it was in is gone. */
  queueId?: string | null;
  /** What it was first cancelled with. */
  cancelledFor?: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly tags: readonly string[];
}

const created = z.object({
  idempotency_key: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  tags: z.array(z.string()).default([]),
});
const filter = z.object({
  flow_runs: z.object({
    state: z.object({ type: z.object({ any_: z.array(z.string()) }) }),
    id: z.object({ any_: z.array(z.string()) }).optional(),
  }),
});
const cancellation = z.object({ state: z.object({ message: z.string() }) });
const resumption = z.object({
  run_input: z.object({ correlation_id: z.string(), payload: z.string() }),
});

export interface Resumption {
  readonly flow_run_id: string;
  readonly correlation_id: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export class ScriptedPrefect {
  readonly runs = new Map<string, ScriptedRun>();
  readonly resumptions: Resumption[] = [];
  /** Answers in place of the next resumes' own; `hang`: no answer at all. */
  readonly nextResumes: (
    | { readonly status: number; readonly body: object }
    | "hang"
    | "take and hang"
  )[] = [];
  isDown = false;
  /** Wants other credentials than it gets, for everything. */
  isClosed = false;
  /** Of the deployment's pool and queue; null: this Prefect says nothing of them. */
  work: { poolPaused: boolean; queuePaused: boolean; workers: readonly string[] } | null = null;
  isDeployed = true;
  /** The work pool that the deployment names; null: none. */
  poolOfDeployment: string | null = "genesis";
  /** Another one after it was deleted and made anew. */
  deployment = randomUUID();
  /** Of the runs that are created now; null: the deployment's pool is gone. */
  queueId: string | null = "0190aaaa-0000-7000-8000-000000000002";
  /** What every start of a run is refused with. */
  createRefusal: { readonly status: number; readonly body: object } | null = null;
  readonly #byKey = new Map<string, string>();
  readonly #server = createServer((request, response) => {
    this.#answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });

  async start(): Promise<string> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    return `http://127.0.0.1:${address.port}/api`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  addRun(
    state: RunState,
    options: { id?: string; pauseKey?: string; parameters?: ScriptedRun["parameters"] } = {},
  ): ScriptedRun {
    const run: ScriptedRun = {
      id: options.id ?? randomUUID(),
      state,
      pauseKey: options.pauseKey ?? null,
      responses: new Set(),
      parameters: options.parameters ?? {},
      tags: [],
    };
    this.runs.set(run.id, run);
    return run;
  }

  /** The runs that were created for a session, oldest first. */
  runsOf(sessionId: string): readonly ScriptedRun[] {
    return [...this.runs.values()].filter((run) => run.parameters.session_id === sessionId);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = (status: number, body: unknown) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    const body = await bodyOf(request);
    const path = request.url ?? "";
    if (this.isDown) return send(503, { detail: "down" });
    if (this.isClosed) return send(401, { detail: "Unauthorized" });
    if (path === "/api/health") return send(200, true);
    if (path === "/api/deployments/name/genesis/genesis") {
      if (!this.isDeployed) return send(404, { detail: "Deployment not found" });
      const names = { work_pool_name: this.poolOfDeployment, work_queue_name: "default" };
      return send(200, {
        id: this.deployment,
        ...(this.work === null ? {} : names),
      });
    }
    if (this.work !== null && path.startsWith("/api/work_pools/genesis")) {
      const isQueue = path.endsWith("/queues/default");
      if (request.method === "PATCH") {
        if (isQueue) this.work.queuePaused = false;
        else this.work.poolPaused = false;
        return send(204, null);
      }
      if (path.endsWith("/workers/filter")) {
        return send(
          200,
          this.work.workers.map((status) => ({ status })),
        );
      }
      const is_paused = isQueue ? this.work.queuePaused : this.work.poolPaused;
      return send(200, { is_paused, concurrency_limit: null });
    }
    if (path.startsWith("/api/work_pools/")) return send(404, { detail: "Work pool not found" });
    if (path.endsWith("/create_flow_run")) {
      if (this.createRefusal !== null) {
        return send(this.createRefusal.status, this.createRefusal.body);
      }
      if (path !== `/api/deployments/${this.deployment}/create_flow_run`) {
        return send(404, { detail: "Deployment not found" });
      }
      const { idempotency_key, parameters, tags } = created.parse(body);
      const known = this.#byKey.get(idempotency_key);
      if (known !== undefined) return send(200, { id: known });
      const id = randomUUID();
      this.runs.set(id, {
        id,
        state: "SCHEDULED",
        pauseKey: null,
        responses: new Set(),
        parameters,
        tags,
      });
      this.#byKey.set(idempotency_key, id);
      return send(201, { id, work_queue_id: this.queueId });
    }
    if (path === "/api/flow_runs/filter") return send(200, this.#unended(filter.parse(body)));
    const [, id, action, key] = /^\/api\/flow_runs\/([^/]+)\/?([^/]*)\/?(.*)$/.exec(path) ?? [];
    const run = this.runs.get(id ?? "");
    if (run === undefined) {
      // As Prefect 3.8.8 does: resuming what it does not have is a fault of its own.
      return send(action === "resume" ? 500 : 404, { detail: "Flow run not found" });
    }
    if (action === "resume")
      return this.#resume(run, resumption.parse(body).run_input, response, send);
    if (action === "input") return send(run.responses.has(key ?? "") ? 200 : 404, {});
    if (action === "set_state") {
      run.state = "CANCELLED";
      run.cancelledFor ??= cancellation.parse(body).state.message;
      return send(201, { status: "ACCEPT", details: {} });
    }
    send(200, {
      id,
      state: { type: run.state, state_details: { pause_key: run.pauseKey } },
      ...(run.queueId === undefined ? {} : { work_queue_id: run.queueId }),
    });
  }

  /** Those that a session was started with, by state and id; whatever page was asked for. */
  #unended({ flow_runs }: z.infer<typeof filter>): readonly object[] {
    const { any_: ids } = flow_runs.id ?? { any_: null };
    return [...this.runs.values()]
      .filter(({ state }) => flow_runs.state.type.any_.includes(state))
      .filter(({ id }) => ids === null || ids.includes(id))
      .filter(({ parameters }) => "session_id" in parameters)
      .map(({ id, parameters }) => ({ id, parameters }));
  }

  #resume(
    run: ScriptedRun,
    input: { correlation_id: string; payload: string },
    response: ServerResponse,
    send: (status: number, body: unknown) => void,
  ): void {
    const scripted = this.nextResumes.shift();
    if (scripted === "hang") return;
    if (scripted !== undefined && scripted !== "take and hang") {
      return send(scripted.status, scripted.body);
    }
    if (run.state !== "PAUSED") {
      return send(200, {
        status: "ABORT",
        details: { reason: "Cannot resume a flow run that is not paused." },
      });
    }
    if (run.pauseKey !== input.correlation_id) {
      return send(200, {
        status: "REJECT",
        details: { reason: `Reason: '${run.pauseKey}' was expected` },
      });
    }
    run.state = "SCHEDULED";
    run.responses.add(`suspended-${input.correlation_id}-response`);
    const payload = z.record(z.string(), z.unknown()).parse(JSON.parse(input.payload));
    this.resumptions.push({
      flow_run_id: run.id,
      correlation_id: input.correlation_id,
      payload,
    });
    if (scripted === "take and hang") {
      response.destroy();
      return;
    }
    send(201, { status: "ACCEPT", details: {} });
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  const parsed: unknown = text === "" ? null : JSON.parse(text);
  return parsed;
}
