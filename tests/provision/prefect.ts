/** The run's real Prefect server. */
import { inject } from "vitest";
import { z } from "zod";

const started = z.object({ api_url: z.string() });

/** What PREFECT_API_URL takes; the first caller waits some seconds for its start. */
export async function prefectApiUrl(): Promise<string> {
  const response = await fetch(`${inject("provision_url")}/prefect`, { method: "POST" });
  return started.parse(await response.json()).api_url;
}
