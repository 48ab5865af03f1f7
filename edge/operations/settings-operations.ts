/** A writer's own model in the database; each operation is one call of one SQL function. */
import { z } from "zod";
import {
  modelPrice,
  modelSettings,
  modelSource,
  modelStage,
  modelUsage,
} from "#shared/model/model-settings.ts";
import { STAGES } from "#shared/stages.ts";
import type { Caller, Database } from "../database/database.ts";

const storedStage = z
  .object({
    model: z.string().nullish(),
    temperature: z.number().nullish(),
    max_output_tokens: z.int().nullish(),
    reasoning: modelStage.shape.reasoning.nullish(),
  })
  .transform((stage) => ({
    model: stage.model ?? null,
    temperature: stage.temperature ?? null,
    max_output_tokens: stage.max_output_tokens ?? null,
    reasoning: stage.reasoning ?? null,
  }));
const NOTHING = { model: null, temperature: null, max_output_tokens: null, reasoning: null };

/** What is not set stands as null, for every stage. */
const answer = z
  .object({
    ...modelSettings.shape,
    source: modelSource,
    price: modelPrice.nullable(),
    stages: z.record(z.string(), storedStage),
  })
  .transform(({ stages, ...rest }) => ({
    ...rest,
    stages: Object.fromEntries(STAGES.map((stage) => [stage, stages[stage] ?? NOTHING])),
  }));

const storedKey = z.object({ encrypted_key: z.string() }).nullable();

export interface StoredModelSettings {
  readonly base_url: string;
  readonly model: string | null;
  /** Absent: the stored one stays; null: none. */
  readonly encrypted_key?: string | null;
  readonly endpoint_rule: "any" | "public" | "named";
  readonly stages: object;
  readonly concurrency: number;
  readonly price: object | null;
}

export type SettingsOperations = ReturnType<typeof createSettingsOperations>;

export function createSettingsOperations(app: Database) {
  const parse = <T>(schema: z.ZodType<T>, text: string | null) =>
    schema.parse(JSON.parse(text ?? "null"));

  return {
    modelSettings: async (account: Caller) =>
      parse(answer, await app.callAs(account, "model_settings", [])),
    modelUsage: async (account: Caller) =>
      parse(modelUsage, await app.callAs(account, "model_usage", [])),
    putModelSettings: async (account: Caller, settings: StoredModelSettings) =>
      parse(answer, await app.callAs(account, "put_model_settings", [JSON.stringify(settings)])),
    deleteModelSettings: async (account: Caller) =>
      parse(answer, await app.callAs(account, "delete_model_settings", [])),
    storedModelKey: async (account: Caller, baseUrl: string) =>
      parse(storedKey, await app.callAs(account, "stored_model_key", [baseUrl])),
  };
}
