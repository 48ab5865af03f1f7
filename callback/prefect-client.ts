/**
 * The few calls of Prefect's API that start, resume and look at runs (Prefect 3.8). Every answer is a
 * value; AWAY is whatever is not the run's own fault: it is waited for and tried again.
 */
import { z } from "zod";
import { filterOf, type ListedRun, listedRuns, type RunsPage } from "./prefect-runs.ts";
import { traceIdOf } from "#shared/events/trace-context.ts";
import {
  type Away,
  type PrefectOptions,
  type PrefectRequest,
  type Refused,
  away,
  createPrefectRequests,
  refusedOrUnexpected,
  unexpected,
} from "./prefect-http.ts";

export type ResumeOutcome =
  | { readonly outcome: "ACCEPTED" }
  /** The pause's schema refused the input, or the pause timed out. */
  | { readonly outcome: "REJECTED"; readonly reason: string }
  /** The run is not paused. */
  | { readonly outcome: "ABORTED"; readonly reason: string }
  /** Two at once: the other one is ahead. */
  | { readonly outcome: "CONFLICT" }
  | { readonly outcome: "NOT_FOUND" }
  | Refused
  | Away;

export type CreateOutcome =
  | { readonly outcome: "CREATED"; readonly flow_run_id: string }
  | Refused
  | Away;

export type RunOutcome =
  | {
      readonly outcome: "FOUND";
      readonly state: "SCHEDULED" | "PENDING" | "RUNNING" | "PAUSED" | "TERMINAL";
      readonly pause_key: string | null;
      /** It stands in no queue, is of a deleted deployment, or is to start some day: no worker takes it. */
      readonly is_out_of_reach: boolean;
    }
  | { readonly outcome: "NOT_FOUND" }
  | Away;

export type ListOutcome = { readonly outcome: "FOUND"; readonly runs: readonly ListedRun[] } | Away;

export interface PrefectClient {
  isHealthy(): Promise<boolean>;
  /** The run is tagged with `trace:ID` where it belongs to a trace. */
  createRun(
    sessionId: string,
    runEpoch: number,
    traceparent: string | null,
  ): Promise<CreateOutcome>;
  /** `answer` goes as one JSON string, which Prefect's templates leave alone. */
  resumeRun(
    flowRunId: string,
    correlationId: string,
    answer: Readonly<Record<string, unknown>>,
  ): Promise<ResumeOutcome>;
  readRun(flowRunId: string): Promise<RunOutcome>;
  listRuns(page: RunsPage): Promise<ListOutcome>;
  /** Whether that wait has its answer. */
  hasResponse(flowRunId: string, correlationId: string): Promise<boolean | Away>;
  /** Best effort: a run that lost its session does nothing wherever it is. */
  cancelRun(flowRunId: string): Promise<void>;
}

const DEPLOYMENT = "genesis/genesis";
/** A run that is to start later than this was put off by hand. */
const PUT_OFF_MS = 60_000;
/** It may be deleted and made anew at any time. */
const DEPLOYMENT_KNOWN_FOR_MS = 5_000;
const identified = z.object({ id: z.uuid() });
const createdRun = identified.extend({ work_queue_id: z.string().nullish() });
const routed = identified.extend({ work_pool_name: z.string().nullish() });
const orchestration = z.object({
  status: z.enum(["ACCEPT", "REJECT", "ABORT", "WAIT"]),
  details: z.object({ reason: z.string().nullish() }).nullish(),
});
const TERMINAL = ["COMPLETED", "FAILED", "CANCELLED", "CRASHED", "CANCELLING"] as const;
const flowRun = z.object({
  state: z
    .object({
      type: z.enum(["SCHEDULED", "PENDING", "RUNNING", "PAUSED", ...TERMINAL]),
      state_details: z
        .object({
          pause_key: z.string().nullish(),
          scheduled_time: z.coerce.date().nullish(),
        })
        .nullish(),
    })
    .nullish(),
  work_queue_id: z.string().nullish(),
  deployment_id: z.string().nullish(),
});

/** @param request how Prefect is asked; absent: by requests of its own */
export function createPrefectClient(
  options: PrefectOptions,
  request: PrefectRequest = createPrefectRequests(options),
): PrefectClient {
  let deploymentId: string | null = null;
  let deploymentFoundAt = 0;

  const findDeployment = async (): Promise<string | Away> => {
    const isFresh = performance.now() - deploymentFoundAt < DEPLOYMENT_KNOWN_FOR_MS;
    if (deploymentId !== null && isFresh) return deploymentId;
    const path = `/deployments/name/${DEPLOYMENT}`;
    const answer = await request("GET", path);
    if ("outcome" in answer) return answer;
    const found = routed.safeParse(answer.body);
    // The flow worker makes it when it starts.
    if (answer.status !== 200 || !found.success) return unexpected(path, answer);
    // A run that it started would stand in no queue.
    if (found.data.work_pool_name === null) {
      return away(`${path}: it has no work pool; a flow worker gives it one`, false);
    }
    deploymentId = found.data.id;
    deploymentFoundAt = performance.now();
    return deploymentId;
  };

  const cancelRun = async (flowRunId: string, message: string): Promise<void> => {
    await request("POST", `/flow_runs/${flowRunId}/set_state`, {
      state: { type: "CANCELLED", message },
      force: true,
    });
  };

  const createRunOf = async (
    deployment: string,
    body: object,
  ): Promise<CreateOutcome | "NO_DEPLOYMENT"> => {
    const path = `/deployments/${deployment}/create_flow_run`;
    const answer = await request("POST", path, body);
    if ("outcome" in answer) return answer;
    if (answer.status === 404) {
      deploymentId = null;
      return "NO_DEPLOYMENT";
    }
    const created = createdRun.safeParse(answer.body);
    if (answer.status >= 300 || !created.success) return refusedOrUnexpected(path, answer);
    if (created.data.work_queue_id === null) {
      // Its pool was deleted: no worker is given this run, and the next one asks anew. That one is
      // of another epoch, with a key of its own, so that Prefect does not answer with this one;
      // where the cancellation is lost, orphaned_runs finds it.
      deploymentId = null;
      await cancelRun(created.data.id, "It stands in no queue");
      return away(`${path}: the run stands in no queue`, false);
    }
    return { outcome: "CREATED", flow_run_id: created.data.id };
  };

  /** Runs of one that was deleted are given to no worker. */
  const isOfOtherDeployment = async (id: string | null | undefined): Promise<boolean> => {
    if (id === null || id === undefined) return false;
    const present = await findDeployment();
    return typeof present === "string" && present !== id;
  };

  return {
    async isHealthy() {
      const answer = await request("GET", "/health");
      return !("outcome" in answer) && answer.status === 200;
    },

    async createRun(sessionId, runEpoch, traceparent) {
      const body = {
        name: `${sessionId} ${runEpoch}`,
        parameters: { session_id: sessionId, run_epoch: runEpoch },
        idempotency_key: `${sessionId}:${runEpoch}`,
        ...(traceparent === null ? {} : { tags: [`trace:${traceIdOf(traceparent)}`] }),
      };
      // A writer waits: the one that is known is taken, however long ago it was found.
      const known = deploymentId;
      const first = known === null ? null : await createRunOf(known, body);
      if (first !== null && first !== "NO_DEPLOYMENT") return first;
      const deployment = await findDeployment();
      if (typeof deployment !== "string") return { ...deployment, may_have_happened: false };
      const made = await createRunOf(deployment, body);
      return made === "NO_DEPLOYMENT" ? away(`deployment ${deployment} is gone`, false) : made;
    },

    async resumeRun(flowRunId, correlationId, answer) {
      const path = `/flow_runs/${flowRunId}/resume`;
      const response = await request("POST", path, {
        run_input: { correlation_id: correlationId, payload: JSON.stringify(answer) },
      });
      if ("outcome" in response) return response;
      if (response.status === 404) return { outcome: "NOT_FOUND" };
      if (response.status === 409) return { outcome: "CONFLICT" };
      const result = orchestration.safeParse(response.body);
      if (response.status >= 300 || !result.success) return refusedOrUnexpected(path, response);
      const reason = result.data.details?.reason ?? "";
      switch (result.data.status) {
        case "ACCEPT":
          return { outcome: "ACCEPTED" };
        case "REJECT":
          return { outcome: "REJECTED", reason };
        case "ABORT":
          return { outcome: "ABORTED", reason };
        case "WAIT":
          return away(`${path}: Prefect asks to wait`, false);
      }
    },

    async readRun(flowRunId) {
      const path = `/flow_runs/${flowRunId}`;
      const answer = await request("GET", path);
      if ("outcome" in answer) return answer;
      if (answer.status === 404) return { outcome: "NOT_FOUND" };
      const run = flowRun.safeParse(answer.body);
      if (answer.status !== 200 || !run.success) return unexpected(path, answer);
      const state = run.data.state;
      const type = state?.type ?? "SCHEDULED";
      const startsAt = state?.state_details?.scheduled_time?.getTime() ?? 0;
      const isQueueless = run.data.work_queue_id === null;
      // The next run is started by what Prefect has now.
      if (isQueueless) deploymentId = null;
      const isOfNone = type === "SCHEDULED" && (await isOfOtherDeployment(run.data.deployment_id));
      return {
        outcome: "FOUND",
        state: isTerminal(type) ? "TERMINAL" : type,
        pause_key: state?.state_details?.pause_key ?? null,
        is_out_of_reach:
          type === "SCHEDULED" && (isQueueless || isOfNone || startsAt > Date.now() + PUT_OFF_MS),
      };
    },

    async listRuns(page) {
      const deployment = await findDeployment();
      if (typeof deployment !== "string") return deployment;
      const path = "/flow_runs/filter";
      const answer = await request("POST", path, filterOf(page, deployment));
      if ("outcome" in answer) return answer;
      const found = listedRuns.safeParse(answer.body);
      if (answer.status !== 200 || !found.success) return unexpected(path, answer);
      const runs = found.data.map(({ id, expected_start_time = null, parameters }) => ({
        ...{ flow_run_id: id, expected_start_time, ...parameters },
      }));
      return { outcome: "FOUND", runs };
    },

    async hasResponse(flowRunId, correlationId) {
      // The key set of a suspension follows from its pause key.
      const path = `/flow_runs/${flowRunId}/input/suspended-${correlationId}-response`;
      const answer = await request("GET", path);
      if ("outcome" in answer) return answer;
      if (answer.status === 200) return true;
      return answer.status === 404 ? false : unexpected(path, answer);
    },

    cancelRun: (flowRunId) => cancelRun(flowRunId, "Another run has taken over its session"),
  };
}

function isTerminal(type: string): type is (typeof TERMINAL)[number] {
  return TERMINAL.some((terminal) => terminal === type);
}
