/** The health of every part: heartbeats from the table, with what the hosting process knows. */
import type { HealthProblem } from "#shared/http/health-problems.ts";
import {
  OPTIONAL_PARTS,
  PARTS,
  type PartHealth,
  type PartReport,
  type PartStatus,
  type Readiness,
  partHealthOf,
} from "#shared/http/http.ts";
import type { HostedParts } from "./requests/context.ts";
import { databaseFault, databaseProblem } from "#runtime/postgres/database-fault.ts";
import { isMigrationMissing } from "#runtime/postgres/failure.ts";
import type { PartReports } from "./operations/outcomes.ts";

export interface HealthReport {
  /** Whether requests can be served: PostgreSQL answers and is migrated. */
  readonly isServing: boolean;
  readonly readiness: Readiness;
}

/** @param readParts rejects where the database is away or not migrated */
export async function healthReport(
  readParts: () => Promise<PartReports>,
  hosted: HostedParts,
): Promise<HealthReport> {
  try {
    const reports = await readParts();
    return report(true, { ...reports, database: reports["database"] ?? part("ok", null) }, hosted);
  } catch (error) {
    const status = isMigrationMissing(error) ? "starting" : "degraded";
    const words = databaseFault(error) ?? "no answer";
    return report(false, { database: part(status, databaseProblem(error), words) }, hosted);
  }
}

function report(isServing: boolean, reports: PartReports, hosted: HostedParts): HealthReport {
  const parts: Record<string, PartHealth> = {};
  for (const name of PARTS) {
    // Of an edge that serves nothing yet nobody knows whether the others beat.
    const beaten = reports[name] ?? part("starting", isServing ? "NO_HEARTBEAT" : null);
    const known = hosted[name];
    // What is not ok is known best by the process that starts it; ok is for the part to say.
    parts[name] = partHealthOf(
      known === undefined || known.status === "ok"
        ? beaten
        : {
            ...beaten,
            status: known.status,
            problem: known.problem ?? beaten.problem,
            detail: known.detail ?? beaten.detail,
          },
    );
  }
  for (const name of OPTIONAL_PARTS) {
    const known = hosted[name];
    if (known === undefined) continue;
    const { status, problem = null, detail = null } = known;
    parts[name] = partHealthOf({ status, problem, detail, seen_at: null });
  }
  return { isServing, readiness: { status: worst(Object.values(parts)), parts } };
}

function part(
  status: PartStatus,
  problem: HealthProblem | null,
  detail: string | null = null,
): PartReport {
  return { status, detail, problem, seen_at: null };
}

function worst(parts: readonly PartHealth[]): PartStatus {
  const has = (status: PartStatus) => parts.some((health) => health.status === status);
  return has("degraded") ? "degraded" : has("starting") ? "starting" : "ok";
}
