/** The life of a role that is a process of its own: from its environment to SIGTERM. */
import type { Logger } from "pino";
import { Registry, collectDefaultMetrics } from "prom-client";
import { listenFault } from "#runtime/listen-fault.ts";
import { jsonLog, logWarnings, outliveOutput } from "#runtime/process-log/json-log.ts";
import { refuseWrongLogin } from "#runtime/postgres/logins.ts";
import { type PartName } from "#shared/http/http.ts";
import { fail } from "../processes/fail.ts";
import { startRoleServer } from "./role-server.ts";
import { StartError } from "../processes/start-error.ts";

export interface RoleProcess {
  readonly part: PartName;
  /** As it is printed. */
  readonly title: string;
  readonly host: string;
  readonly port: number;
  /** The variable that `port` is from. */
  readonly portVariable: string;
  readonly databaseUrl: string;
  /** Starts what the role does. */
  readonly start: (surroundings: { log: Logger; registry: Registry }) => Promise<{
    stop(): Promise<void>;
  }>;
}

/** Prints where health and metrics are; logs as JSON lines to standard output. */
export async function runRole(role: RoleProcess): Promise<void> {
  outliveOutput();
  const log = jsonLog(role.part);
  logWarnings(log);
  await refuseWrongLogin(role.databaseUrl, role.databaseUrl, (words) => log.warn(words));
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const server = await startRoleServer({ ...role, registry }).catch((error: unknown) => {
    const words = listenFault(error, { ...role, variable: role.portVariable });
    throw words === null ? error : new StartError(words);
  });
  const started = await role.start({ log, registry });
  process.stdout.write(`${role.title} ready: ${server.url}\n`);
  let isStopping = false;
  const stop = () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    Promise.all([started.stop(), server.stop()]).then(() => process.exit(0), fail);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
}
