/** A writer's own model over HTTP: what is set, what a page shows of it, and what a test found. */
import { z } from "zod";
import { MAX_BASE_URL } from "./model-endpoint.ts";
import { MAX_MODEL_KEY } from "./model-key.ts";
import { TEXT_PATTERNS, isStorable, optionalText } from "../text.ts";
import { stageName } from "../words.ts";

const MAX_MODEL_NAME = 200;
/** A price's `source` where it is from the kept list. */
export const PRICE_LIST = "genai-prices";
const MAX_MODEL_CONCURRENCY = 16;
const MAX_OUTPUT_TOKENS = 1_000_000;

export const modelSource = z.enum(["operator", "own", "sample"]).meta({ id: "ModelSource" });
/** How much a model thinks before it answers; `off` where it can be told not to. */
export const reasoning = z.enum(["off", "low", "medium", "high"]).meta({ id: "Reasoning" });

const modelName = z
  .string()
  .min(1)
  .max(MAX_MODEL_NAME)
  .refine(isStorable, { message: "must not contain NUL or lone surrogates" })
  .meta({ pattern: TEXT_PATTERNS.any });

/** One stage's own; null: as the model does it by itself. */
export const modelStage = z
  .object({
    model: z.string().nullable(),
    temperature: z.number().nullable(),
    max_output_tokens: z.int().nullable(),
    reasoning: reasoning.nullable(),
  })
  .meta({ id: "ModelStage" });

export const modelPrice = z
  .object({
    input_per_mtok: z.number(),
    output_per_mtok: z.number(),
    currency: z.string(),
    /** `own`: the writer's figure; `operator`: the settings file's; else the list it is from. */
    source: z.string(),
  })
  .meta({ id: "ModelPrice" });

export const modelSettings = z
  .object({
    source: modelSource,
    base_url: z.string().nullable(),
    has_key: z.boolean(),
    model: z.string().nullable(),
    stages: z.partialRecord(stageName, modelStage),
    concurrency: z.int(),
    /** null: not known, which is not free. */
    price: modelPrice.nullable(),
  })
  .meta({ id: "ModelSettings" });

const stageRequest = z
  .object({
    model: modelName.nullable().optional(),
    temperature: z.number().min(0).max(2).nullable().optional(),
    max_output_tokens: z.int().min(1).max(MAX_OUTPUT_TOKENS).nullable().optional(),
    reasoning: reasoning.nullable().optional(),
  })
  .strict();

const priceRequest = z
  .object({
    input_per_mtok: z.number().min(0).max(1_000_000),
    output_per_mtok: z.number().min(0).max(1_000_000),
    currency: z.literal("USD"),
    source: optionalText(100).optional(),
  })
  .strict();

const baseUrl = optionalText(MAX_BASE_URL);
/** Pasted with quotes, blanks and "Bearer " it may be longer than the key in it. */
const apiKey = optionalText(MAX_MODEL_KEY + 200);

/** `source` and `has_key` are ignored: what was read may be written back. */
export const modelSettingsRequest = z
  .object({
    base_url: baseUrl,
    /** Absent: the stored one stays, as long as the host does; null: none. */
    api_key: apiKey.nullable().optional(),
    model: modelName.nullable().optional(),
    // A record in JSON Schema takes any key where its own are an enum's.
    stages: z
      .partialRecord(stageName, stageRequest)
      .meta({ additionalProperties: false })
      .optional(),
    concurrency: z.int().min(1).max(MAX_MODEL_CONCURRENCY).optional(),
    price: priceRequest.nullable().optional(),
    source: modelSource.optional(),
    has_key: z.boolean().optional(),
  })
  .strict()
  .meta({ id: "ModelSettingsRequest" });

/** `api_key` absent: the stored one, where the host is the stored one's. */
export const modelTestRequest = z
  .object({
    base_url: baseUrl,
    api_key: apiKey.nullable().optional(),
    model: modelName.nullable().optional(),
  })
  .strict()
  .meta({ id: "ModelTestRequest" });

const MODEL_TEST_STEPS = [
  "reached",
  "key",
  "model",
  "answers",
  "streams",
  "json",
  "usage",
  "reasoning",
  "speed",
  "cost",
] as const;

const modelTestStep = z
  .object({
    step: z.enum(MODEL_TEST_STEPS),
    ok: z.boolean(),
    ms: z.int(),
    message: z.string(),
  })
  .meta({ id: "ModelTestStep" });

export const modelTest = z
  .object({
    /** A proposal can be had from it. */
    ok: z.boolean(),
    /** The address that was asked; null where nothing was sent. */
    called: z.string().nullable(),
    steps: z.array(modelTestStep),
    /** Models that write, as the endpoint lists them. */
    models: z.array(z.string()),
    /** The address to save: the given one, made whole. */
    base_url: z.string().nullable(),
    /** The model that was asked. */
    model: z.string().nullable(),
    mode: z.enum(["schema", "json", "text"]).nullable(),
    streams: z.boolean(),
    reports_usage: z.boolean(),
    reasons: z.boolean(),
  })
  .meta({ id: "ModelTest" });

/** What the calls of one month and model took; failed and stopped ones too. */
export const modelUsage = z
  .object({
    usage: z.array(
      z
        .object({
          /** UTC, `2026-11`. */
          month: z.string(),
          model: z.string().nullable(),
          host: z.string().nullable(),
          calls: z.int(),
          failed_calls: z.int(),
          input_tokens: z.int(),
          output_tokens: z.int(),
          /** Of the input. */
          cached_tokens: z.int(),
          /** Of the output: thinking. */
          reasoning_tokens: z.int(),
          /** Of the calls whose cost is known; null where none is. */
          cost_usd: z.number().nullable(),
          unknown_calls: z.int(),
        })
        .meta({ id: "MonthOfModel" }),
    ),
  })
  .meta({ id: "ModelUsage" });

export type ModelSettings = z.infer<typeof modelSettings>;
export type ModelSettingsRequest = z.infer<typeof modelSettingsRequest>;
export type ModelTest = z.infer<typeof modelTest>;
export type ModelTestStep = z.infer<typeof modelTestStep>;
