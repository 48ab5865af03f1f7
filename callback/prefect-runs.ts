/** Which of Prefect's runs are asked for, and what is read of them. */
import { z } from "zod";

/** A run that has not ended, by the parameters that it was started with. */
export interface ListedRun {
  readonly flow_run_id: string;
  readonly session_id: string;
  readonly run_epoch: number;
  /** As Prefect writes it. */
  readonly expected_start_time: string | null;
}

/** Which runs of the deployment that have not ended. */
export type RunsPage =
  /** Those that are not paused and were to start before then. */
  | {
      readonly what: "AT_WORK";
      readonly before: Date;
      readonly offset: number;
      readonly limit: number;
    }
  /** Those that are paused, oldest first, and were to start from `after` on; null: from the beginning. */
  | {
      readonly what: "PAUSED";
      readonly before: Date;
      readonly after: string | null;
      readonly offset: number;
      readonly limit: number;
    }
  | { readonly what: "NAMED"; readonly ids: readonly string[]; readonly limit: number };

/** With PAUSED every state of a run that it does not stay in for good. */
const AT_WORK = ["SCHEDULED", "PENDING", "RUNNING", "CANCELLING"];

export const listedRuns = z.array(
  z.object({
    id: z.uuid(),
    expected_start_time: z.string().nullish(),
    parameters: z.object({ session_id: z.uuid(), run_epoch: z.int() }),
  }),
);
/** The body of `POST /flow_runs/filter`. */
export function filterOf(page: RunsPage, deployment: string): object {
  const { limit } = page;
  const deployment_id = { any_: [deployment] };
  switch (page.what) {
    case "NAMED":
      return {
        flow_runs: { id: { any_: page.ids }, state: { type: { any_: [...AT_WORK, "PAUSED"] } } },
        limit,
      };
    case "AT_WORK":
      return {
        flow_runs: {
          deployment_id,
          state: { type: { any_: AT_WORK } },
          expected_start_time: { before_: page.before.toISOString() },
        },
        ...{ sort: "ID_DESC", offset: page.offset, limit },
      };
    case "PAUSED":
      return {
        flow_runs: {
          deployment_id,
          state: { type: { any_: ["PAUSED"] } },
          expected_start_time: {
            before_: page.before.toISOString(),
            ...(page.after === null ? {} : { after_: page.after }),
          },
        },
        ...{ sort: "EXPECTED_START_TIME_ASC", offset: page.offset, limit },
      };
  }
}
