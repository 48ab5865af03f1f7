/** The header of a log that somebody brings. */
import { z } from "zod";
import { uuid } from "#shared/formats.ts";
import { language, stageName } from "#shared/words.ts";
import { LOG_FORMAT, LOG_FORMAT_VERSION } from "./about.ts";

const count = z.int().min(0);
const cost = z.number().min(0).max(1e9);
const used = z.object({ input_tokens: count, output_tokens: count, cost_usd: cost.nullable() });

const logUsage = z.object({
  session: used.extend({ spent_usd: cost }),
  stages: z.record(stageName, used),
  novel: used.nullable(),
});

export const logHeader = z.object({
  format: z.literal(LOG_FORMAT),
  format_version: z.literal(LOG_FORMAT_VERSION),
  session_id: uuid,
  language,
  head: z.string(),
  usage: logUsage,
});

export type LogUsage = z.infer<typeof logUsage>;
