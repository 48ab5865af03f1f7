/** Which databases an edge asks, and by which connections. */
import type { ServiceFunction } from "#runtime/postgres/entry-functions.ts";
import type { EdgeConfig } from "./config.ts";
import { createDatabase } from "./database/database.ts";
import { REPLICA_DEFAULTS, createReplicaReads } from "./database/replica-reads.ts";
import type { Log } from "./log.ts";
import type { EdgeMetrics } from "./metrics/metrics.ts";

/** Waiting longer helps nobody: a browser's request is repeated with the same Idempotency-Key. */
const DEADLINE_MS = 5_000;
const APP_CONNECTIONS = 10;
/** A log is brought in one statement, of many events: it has a connection of its own, and a minute. */
const IMPORT = { maxConnections: 1, deadlineMs: 60_000 } as const;
/** What is new, who is behind, and progress: one query of each at a time. */
const SERVICE_CONNECTIONS = 3;
/** A replica that gives no answer costs a reader so much, once. */
const REPLICA_DEADLINE_MS = 1_000;

/** The connections an edge has, by what they may do and how long they may take. */
export function openDatabases(
  config: EdgeConfig,
  { metrics, log }: { readonly metrics: EdgeMetrics; readonly log: Log },
) {
  const app = createDatabase({
    url: config.databaseUrl,
    directUrl: config.databaseDirectUrl,
    login: "app",
    isPooled: config.databaseDirectUrl !== config.databaseUrl,
    maxConnections: APP_CONNECTIONS,
    deadlineMs: DEADLINE_MS,
    applicationName: "genesis-edge",
  });
  const imports = createDatabase({
    ...IMPORT,
    url: config.databaseUrl,
    directUrl: config.databaseDirectUrl,
    login: "app",
    isPooled: config.databaseDirectUrl !== config.databaseUrl,
    applicationName: "genesis-edge-import",
  });
  // By the pooler, where there is one: LISTEN alone needs a connection past it.
  const service = createDatabase<ServiceFunction>({
    url: config.databaseUrl,
    directUrl: config.databaseDirectUrl,
    login: "service",
    isPooled: config.databaseDirectUrl !== config.databaseUrl,
    maxConnections: SERVICE_CONNECTIONS,
    deadlineMs: DEADLINE_MS,
    applicationName: "genesis-edge-hub",
  });
  const replica =
    config.databaseReadUrl === undefined
      ? null
      : createReplicaReads({
          ...REPLICA_DEFAULTS,
          primary: app,
          url: anyServer(config.databaseReadUrl),
          directUrl: config.databaseDirectUrl,
          login: "app",
          isPooled: config.databaseDirectUrl !== config.databaseUrl,
          maxConnections: APP_CONNECTIONS,
          deadlineMs: REPLICA_DEADLINE_MS,
          applicationName: "genesis-edge-replica",
          onRead: (server) => metrics.readFrom(server),
          onFailed: (error) =>
            log.warn({ err: error }, "the replica gives no answer; the primary is read"),
        });
  return { app, imports, service, replica };
}

/** Of several servers any will do here, a standby as well, unless the URL says otherwise. */
function anyServer(url: string): string {
  if (/[?&]target_session_attrs=/.test(url)) return url;
  return `${url}${url.includes("?") ? "&" : "?"}target_session_attrs=any`;
}
