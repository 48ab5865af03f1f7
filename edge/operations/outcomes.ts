/** What the API's SQL functions answer: each outcome a value of a union. */
import { z } from "zod";
import { issue, partReport } from "#shared/http/http.ts";

export const items = z.array(z.unknown());
export const next = z.string().nullable();
export const notFound = z.object({ outcome: z.literal("NOT_FOUND") });

export const sessionPage = z.object({ sessions: items, next });
export const novelPage = z.object({ novels: items, next });
export const foundNovel = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("FOUND"), novel: z.record(z.string(), z.unknown()) }),
  notFound,
]);
export const position = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("FOUND"), version: z.int() }),
  notFound,
]);

export const positions = z.record(z.string(), z.int());

export const state = z.looseObject({ session_id: z.string() });
/** The account may open no session now. */
export const openingRefused = z.object({
  outcome: z.enum(["SIGNED_OUT", "TOO_MANY_OPEN", "STORED_TOO_MUCH"]),
});
export type OpeningRefusal = z.infer<typeof openingRefused>["outcome"];

export const createdSession = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("CREATED"), state }),
  z.object({ outcome: z.literal("REPLAYED"), state }),
  z.object({ outcome: z.literal("KEY_REUSED") }),
  openingRefused,
]);

export const branchedSession = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("CREATED"), state }),
  openingRefused,
  z.object({ outcome: z.literal("VALIDATION_FAILED"), issues: z.array(issue) }),
  notFound,
]);
export const begunSequel = z.discriminatedUnion("outcome", [...createdSession.options, notFound]);

export const deletedSession = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("DELETED") }),
  notFound,
]);
export const restoredSession = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("RESTORED") }),
  notFound,
]);

export const answer = z.looseObject({ status: z.enum(["RECEIVED", "COMPLETED"]) });
export const accepted = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("ACCEPTED"), answer }),
  z.object({ outcome: z.literal("REPLAYED"), answer }),
  notFound,
  z.object({ outcome: z.literal("IDEMPOTENCY_KEY_REUSED") }),
  z.object({ outcome: z.literal("DUPLICATE_COMMAND"), duplicate_command_id: z.string() }),
  z.object({ outcome: z.literal("SESSION_BUSY"), pending_command_id: z.string() }),
  z.object({ outcome: z.literal("VERSION_CONFLICT"), version: z.int() }),
  z.object({
    outcome: z.literal("BUDGET_SPENT"),
    limit_usd: z.number(),
    spent_usd: z.number(),
  }),
  z.object({
    outcome: z.literal("COMMAND_NOT_ALLOWED"),
    available_commands: z.array(z.string()),
  }),
  z.object({ outcome: z.literal("VALIDATION_FAILED"), issues: z.array(issue) }),
  z.object({ outcome: z.literal("STORED_TOO_MUCH") }),
]);

export const parts = z.record(z.string(), partReport);

export type AcceptOutcome = z.infer<typeof accepted>;
export type PartReports = z.infer<typeof parts>;
