/** What a role says of a part, asked at its port. */
import { z } from "zod";

export const readiness = z.object({
  status: z.string(),
  parts: z.record(z.string(), z.object({ status: z.string() })),
});

export async function partStatus(base: string, part: string): Promise<string | undefined> {
  const response = await fetch(`${base}/api/health/ready`);
  return readiness.parse(await response.json()).parts[part]?.status;
}
