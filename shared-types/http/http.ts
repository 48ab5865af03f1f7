/**
 * What goes over HTTP: request bodies, answers and problems of the contract, with its limits.
 * The routes that carry them are in http-routes.ts.
 */
import { z } from "zod";
import { COMMAND_PAYLOADS } from "../commands/command-payloads.ts";
import { COMMAND_TYPES, type CommandType } from "../commands/command-table.ts";
import { ERROR_CODES, type ErrorCode, UNAVAILABLE_REASONS } from "./error-codes.ts";
import { domainEvent } from "../events/events.ts";
import { REFUSAL_REASONS } from "../material/destinations.ts";
import {
  HEALTH_PROBLEMS,
  HEALTH_PROBLEM_NAMES,
  helpOf,
  isHealthProblem,
} from "./health-problems.ts";
import { proposal } from "../session/proposal.ts";
import { timestamp, uuid } from "../formats.ts";
import { sessionSummary } from "../session/state.ts";
import { optionalText } from "../text.ts";
import { language, partStatus, tokenScope } from "../words.ts";
import { commandType } from "../commands/command-type.ts";

export const API_BASE = "/api/v1/genesis";

/** A request body is at most this many bytes. */
export const MAX_BODY_BYTES = 256 * 1024;
/** Arrays and objects in a request body are nested at most this deep. */
export const MAX_JSON_DEPTH = 64;
/** An array in a request body has at most this many items; the longest that a schema takes are locks. */
export const MAX_JSON_ITEMS = 2_000;
/** A request body has at most this many objects; the largest content that a schema takes has some 1,500. */
export const MAX_JSON_OBJECTS = 4_096;
/** An Idempotency-Key has at most this many characters. */
export const MAX_IDEMPOTENCY_KEY = 200;
/** `limit` of a list: 1 to this. */
export const MAX_LIMIT = 500;
export const DEFAULT_LIMIT = 100;
/** A list's `next`: opaque to clients. */
export const PAGE_CURSOR = /^[0-9a-f]{45}$/;
const ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
/** A provenance's `next`: a round, the candidate in it, and where the field stands there. */
export const ROUND_CURSOR = new RegExp(`^${ID}\\|${ID}\\|(?:/[\\w~-]+)*$`);
/** Versions are 32-bit integers in SQL. */
export const MAX_VERSION = 2_147_483_647;

/** One stream follows at most this many sessions. */
export const MAX_FOLLOWED_SESSIONS = 50;
/** `<session_id>:<cursor>`, or `<session_id>` alone. A garbage cursor is told by a reset, as elsewhere. */
export const FOLLOWED_SESSION =
  /^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?::[^\r\n\u2028\u2029]*)?$/;

export const createSessionRequest = z
  .object({ title: optionalText(200).optional(), language: language.optional() })
  .strict()
  .meta({ id: "CreateSessionRequest" });

const expectedVersion = z.int().min(0).max(MAX_VERSION);

function requestOf(type: CommandType) {
  const payload = COMMAND_PAYLOADS[type];
  return z
    .object({
      command_type: z.literal(type),
      payload: payload.safeParse({}).success ? payload.optional() : payload,
      expected_version: expectedVersion.optional(),
    })
    .strict()
    .meta({ id: `${pascalCase(type)}Command` });
}

/** SUBMIT_IDEA → SubmitIdea */
function pascalCase(type: string): string {
  return type
    .split("_")
    .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
    .join("");
}

const [firstType, ...otherTypes] = COMMAND_TYPES;
if (firstType === undefined) throw new TypeError("the command table is empty");

/** The body of a command as the OpenAPI document shows it: one variant a row of the command table. */
export const commandRequest = z
  .discriminatedUnion("command_type", [requestOf(firstType), ...otherTypes.map(requestOf)])
  .meta({ id: "CommandRequest" });

const answered = {
  command_id: uuid,
  command_type: commandType,
  /** That of the command's last event. */
  version: z.int(),
  correlation_id: uuid.nullable(),
};

export const commandReceived = z
  .object({ ...answered, status: z.literal("RECEIVED") })
  .meta({ id: "CommandReceived" });

/** What a command that is done at once made, by its type. */
const commandResult = z
  .object({
    cancelled_command_id: uuid.optional(),
    novel_id: uuid.optional(),
    proposal_id: uuid.optional(),
    candidate_id: uuid.optional(),
  })
  .meta({ id: "CommandResult" });

export const commandCompleted = z
  .object({ ...answered, status: z.literal("COMPLETED"), result: commandResult })
  .meta({ id: "CommandCompleted" });

export const commandAnswer = z.discriminatedUnion("status", [commandReceived, commandCompleted]);

const next = z.string().nullable();

export const sessionList = z
  .object({ sessions: z.array(sessionSummary), next })
  .meta({ id: "SessionList" });

export const proposalList = z
  .object({ proposals: z.array(proposal), next })
  .meta({ id: "ProposalList" });

export const eventList = z
  .object({
    events: z.array(domainEvent),
    /** The `after` of the next page; null at the end. */
    next: z.int().nullable(),
  })
  .meta({ id: "EventList" });

const novelSummary = z
  .object({
    novel_id: uuid,
    session_id: uuid,
    edition: z.int(),
    title: z.string(),
    language,
    blurb: z.string().nullable(),
    tags: z.array(z.string()).nullable(),
    created_at: timestamp,
    updated_at: timestamp,
  })
  .meta({ id: "NovelSummary" });

export const novelList = z
  .object({ novels: z.array(novelSummary), next })
  .meta({ id: "NovelList" });

export const issue = z
  .object({
    /** A JSON Pointer into the body; for a query parameter `?name`, for a header its name. */
    path: z.string(),
    message: z.string(),
  })
  .meta({ id: "Issue" });

const errorCodes: readonly ErrorCode[] = Object.keys(ERROR_CODES).filter(isErrorCode);

function isErrorCode(value: string): value is ErrorCode {
  return Object.hasOwn(ERROR_CODES, value);
}

/** RFC 9457; what is optional is added by the code's row of the contract's table. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(errorCodes).meta({ id: "ErrorCode" }),
    issues: z.array(issue).optional(),
    duplicate_command_id: uuid.optional(),
    pending_command_id: uuid.optional(),
    limit_usd: z.number().optional(),
    spent_usd: z.number().optional(),
    version: z.int().optional(),
    available_commands: z.array(commandType).optional(),
    request_id: z.string().optional(),
    scope: tokenScope.optional(),
    /** Why a material is not taken, or why nothing can be written for a while. */
    reason: z.enum([...REFUSAL_REASONS, ...UNAVAILABLE_REASONS]).optional(),
    /** When maintenance is expected to end. */
    until: timestamp.optional(),
  })
  .meta({ id: "Problem" });

/** The parts whose health is told. */
export const PARTS = ["database", "edge", "relay", "callback", "prefect", "flows"] as const;
/** Told where they are configured: what carries a region's wakes, and the replica that is read. */
export const OPTIONAL_PARTS = ["wakes", "replica"] as const;
export type PartName = (typeof PARTS)[number] | (typeof OPTIONAL_PARTS)[number];

/** As heartbeats have it. */
export const partReport = z.object({
  status: partStatus,
  detail: z.string().nullable(),
  seen_at: timestamp.nullable(),
  problem: z.string().nullish(),
});

const partHealth = z
  .object({
    status: partStatus,
    /** In a sentence. */
    detail: z.string().nullable(),
    problem: z.enum(HEALTH_PROBLEM_NAMES).nullable(),
    /** Where the problem and its remedy are described. */
    help: z.string().nullable(),
    seen_at: timestamp.nullable(),
  })
  .meta({ id: "PartHealth" });

export const readiness = z
  .object({
    /** The worst of the parts'. */
    status: partStatus,
    parts: z.record(z.string(), partHealth),
  })
  .meta({ id: "Readiness" });

/** A report as it is shown, with a sentence where the part has none of its own. */
export function partHealthOf({ status, detail, problem, seen_at }: PartReport): PartHealth {
  const known = typeof problem === "string" && isHealthProblem(problem) ? problem : null;
  return {
    status,
    detail: detail ?? (known === null ? null : HEALTH_PROBLEMS[known]),
    problem: known,
    help: known === null ? null : helpOf(known),
    seen_at,
  };
}

export const liveness = z.object({ status: z.literal("ok") }).meta({ id: "Liveness" });

export type CommandAnswer = z.infer<typeof commandAnswer>;
export type Issue = z.infer<typeof issue>;
export type PartHealth = z.infer<typeof partHealth>;
export type PartReport = z.infer<typeof partReport>;
export type PartStatus = z.infer<typeof partStatus>;
export type Problem = z.infer<typeof problem>;
export type Readiness = z.infer<typeof readiness>;
