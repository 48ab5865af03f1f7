/** The run's real Prefect server. */
import { inject } from "vitest";
import { z } from "zod";
import { prefectVariables } from "./prefect-api.ts";

const started = z.record(z.string(), z.string());

/** The variables that say where it is; the first caller waits some seconds for its start. */
export async function prefectEnvironment(): Promise<Record<string, string>> {
  const response = await fetch(`${inject("provision_url")}/prefect`, { method: "POST" });
  return prefectVariables(started.parse(await response.json()));
}
