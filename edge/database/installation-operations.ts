/** What the edge itself asks and says, for no account: its keys, its heartbeat. By the service's login. */
import { z } from "zod";
import { HEALTH_PROBLEMS, type HealthProblem } from "#shared/http/health-problems.ts";
import type { PartStatus } from "#shared/http/http.ts";
import type { ServiceFunction } from "#runtime/postgres/entry-functions.ts";
import type { Database } from "./database.ts";

/** ISO 8601; `until` is what is expected, null where nobody knows. */
const maintenance = z.object({ since: z.string(), until: z.string().nullable() });

const installation = z.object({
  installation_id: z.string(),
  /** Absent where an earlier release's function answers. */
  maintenance: maintenance.nullish(),
  signing_keys: z.array(
    z.object({
      key_id: z.string(),
      secret_base64: z.string(),
      retired: z.boolean(),
      signs_from: z.string(),
    }),
  ),
});

export type Maintenance = z.infer<typeof maintenance>;
export type Installation = z.infer<typeof installation>;
export type InstallationOperations = ReturnType<typeof createInstallationOperations>;

export function createInstallationOperations(service: Database<ServiceFunction>) {
  return {
    installation: async () =>
      installation.parse(JSON.parse((await service.call("installation", [])) ?? "null")),
    /** @param atMs this process's clock */
    beat: (instance: string, status: PartStatus, problem: HealthProblem | null, atMs: number) =>
      service.call("beat", [
        "edge",
        instance,
        status,
        problem === null ? null : HEALTH_PROBLEMS[problem],
        JSON.stringify({ at_ms: atMs, problem }),
      ]),
    leave: (instance: string) => service.call("leave", ["edge", instance]),
  };
}
