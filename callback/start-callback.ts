/**
 * The callback: takes the events that answer a wait, and has the flow that waits resumed, or a new
 * one started. Delivered means that the answer is committed; calls to Prefect go on behind, and a
 * sweep repeats whatever was cut off.
 */
import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import { Registry } from "prom-client";
import { jsonLog } from "#runtime/process-log/json-log.ts";
import { createServiceDatabase } from "#runtime/postgres/service-database.ts";
import { deafness } from "#runtime/postgres/deafness.ts";
import { createWakeListener } from "#runtime/postgres/wake-listener.ts";
import { HEALTH_PROBLEMS } from "#shared/http/health-problems.ts";
import type { EventHandler } from "#runtime/delivery.ts";
import { type Tracer, noTracer } from "#runtime/trace/tracer.ts";
import { coalesced } from "#runtime/work/coalesced.ts";
import { type Stoppable, inTurns } from "#runtime/work/lifetime.ts";
import { repeated } from "#runtime/work/repeated.ts";
import { BackgroundWork } from "./background-work.ts";
import type { CallbackConfig } from "./config.ts";
import { createEventHandler } from "./deliver.ts";
import { type HandleCache, noHandleCache, redisHandleCache } from "./handle-cache.ts";
import { createHandles } from "./handles.ts";
import { createCallbackMetrics } from "./metrics.ts";
import { createOrphanedRuns } from "./orphaned-runs.ts";
import { createPrefectClient } from "./prefect-client.ts";
import { createPrefectHealth } from "./prefect-health.ts";
import { createPrefectRequests } from "./prefect-http.ts";
import { createPrefectWatch } from "./prefect-watch.ts";
import { createRuns } from "./runs.ts";
import { createReconciler } from "./reconciler.ts";

export interface CallbackOptions {
  readonly log?: Logger;
  readonly registry?: Registry;
  /** Absent: no traces. Its owner starts and stops it. */
  readonly tracer?: Tracer;
  /** Why its consumer gets no events now; absent: it gets them. */
  readonly consumerFault?: () => string | null;
}

/**
 * What has begun with Prefect is finished within so long of the stop; the next process repeats what
 * was not. One that Prefect held up would be killed, and others would wait for its partitions.
 */
const STOP_GRACE_MS = 3_000;

export interface Callback extends Stoppable {
  /** For a consumer, which gives it each event of a session once and in order. */
  readonly handle: EventHandler;
  /** Finishes what has begun, but for what Prefect does not answer. */
  stop(): Promise<void>;
}

/** Starts at once and keeps trying: PostgreSQL or Prefect being away is waited for. */
export async function startCallback(
  config: CallbackConfig,
  options: CallbackOptions = {},
): Promise<Callback> {
  const log = options.log ?? jsonLog("callback");
  const metrics = createCallbackMetrics(options.registry ?? new Registry());
  const database = createServiceDatabase({
    url: config.databaseUrl,
    applicationName: "genesis callback",
    maxConnections: 4,
    deadlineMs: 5_000,
    lockTimeoutMs: 1_000,
  });
  const handles = createHandles(database);
  const leaving = new AbortController();
  const prefectOptions = {
    ...config.prefect,
    timeoutMs: config.prefectTimeoutMs,
    leaving: leaving.signal,
  };
  const request = createPrefectRequests(prefectOptions);
  const prefect = createPrefectClient(prefectOptions, request);
  const health = createPrefectHealth({
    prefect,
    watch: createPrefectWatch(request),
    log,
    pausedForMs: config.pausedForMs,
  });
  const work = new BackgroundWork(config.prefectConcurrency, (name, error) =>
    log.warn({ err: error, work: name }, "work behind an event failed; the sweep repeats it"),
  );
  const spawn = (name: string, task: () => Promise<void>) => work.spawn(name, task);
  const cache = cacheOf(config);
  const tracer = options.tracer ?? noTracer;
  const runs = createRuns({ handles, cache, prefect, metrics, log, tracer });
  const reconciler = createReconciler({ config, handles, prefect, runs, metrics, log, spawn });
  const cancelOrphanedRuns = createOrphanedRuns({
    handles,
    prefect,
    log,
    graceMs: config.orphanedRunsGraceMs,
    firstLookMs: config.orphanedRunsFirstLookMs,
  });
  const instanceId = randomUUID();
  let waitingMs = 0;
  let fault: string | null = null;

  const resumeStored = coalesced(async () => {
    await reconciler
      .resumeStored()
      .catch((error: unknown) => log.debug({ err: error }, "stored answers wait for the sweep"));
  });
  const onWake = () => void resumeStored.ask();

  const listener = createWakeListener({
    url: config.databaseUrl,
    applicationName: "genesis callback listen",
    channels: { genesis_events: onWake },
    heartbeatMs: config.listenHeartbeatMs,
    silentMs: config.listenSilentMs,
    onListening: onWake,
    onReplaced: (reason) => log.warn({ reason }, "LISTEN connection replaced"),
  });

  const look = async () => {
    try {
      waitingMs = (await reconciler.run(await health.ask())).longestMs;
      fault = null;
    } catch (error) {
      reconciler.forget();
      fault = error instanceof Error ? error.message : String(error);
      log.warn({ err: error }, "the sweep failed; it comes round again");
    }
  };

  const isDeaf = deafness(() => listener.isHearing());
  const beat = async () => {
    const notTaken = options.consumerFault?.() ?? null;
    const ears = isDeaf() ? "NOT_LISTENING" : null;
    const own = fault !== null ? null : notTaken !== null ? "EVENTS_NOT_TAKEN" : ears;
    const status = fault === null && own === null ? "ok" : "degraded";
    const { status: prefectStatus, problem, detail } = health.report();
    const at = { at_ms: Date.now() };
    const wrong = fault ?? notTaken;
    const said = wrong ?? (own === null ? `cache: ${cache.name}` : HEALTH_PROBLEMS[own]);
    await Promise.all([
      database.call("beat", "callback", instanceId, status, said, { ...at, problem: own }),
      database.call("beat", "prefect", instanceId, prefectStatus, detail, { ...at, problem }),
    ]).catch((error: unknown) => log.debug({ err: error }, "no heartbeat"));
  };

  const signOff: Stoppable = {
    async stop() {
      await Promise.all([
        database.call("leave", "callback", instanceId),
        database.call("leave", "prefect", instanceId),
      ]).catch(() => undefined);
    },
  };
  const parts = inTurns(
    [
      repeated({ everyMs: config.sweepIntervalMs }, look),
      repeated({ everyMs: config.heartbeatIntervalMs }, beat),
      repeated({ everyMs: config.prefectLookIntervalMs }, () => health.look(waitingMs)),
      repeated(
        {
          everyMs: config.orphanedRunsIntervalMs,
          onFailed: (error) =>
            log.warn({ err: error }, "orphaned runs are looked for the next time"),
        },
        cancelOrphanedRuns,
      ),
    ],
    [listener, resumeStored, work],
    [signOff],
    [database],
  );
  parts.start();
  return {
    handle: createEventHandler({ handles, cache, runs, metrics, log, tracer, spawn }),
    async stop() {
      const late = setTimeout(() => leaving.abort(), STOP_GRACE_MS);
      await parts.stop().finally(() => clearTimeout(late));
    },
  };
}

function cacheOf(config: CallbackConfig): HandleCache {
  if (config.redis === null) return noHandleCache;
  const { cacheTimeoutMs: timeoutMs, cacheRestMs: restMs } = config;
  return redisHandleCache({ ...config.redis, timeoutMs, restMs });
}
