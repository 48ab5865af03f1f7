/** One event of a log that somebody brings, in the present version of its payload. */
import type { z } from "zod";
import { EVENT_PAYLOADS } from "#shared/events/events.ts";
import type { LoggedEvent, LoggedRound } from "#shared/events/logged-event.ts";
import { isStage, type Stage } from "#shared/stages.ts";
import { type NamedRound, namedRounds, withNamedRounds } from "./check-named-stages.ts";
import { roundOf } from "./check-round.ts";
import { referenceFault } from "./event-references.ts";
import { textFault } from "./event-texts.ts";
import type { Payload, ReadContext } from "./read-context.ts";

/** As genesis.import_log takes it. */
export interface StoredEvent {
  readonly version: number;
  readonly event_type: string;
  readonly command_id: string | null;
  readonly correlation_id: string | null;
  readonly occurred_at: string;
  /** As it is stored: a round is only referred to. */
  readonly payload: Payload;
  /** The rounds that it writes: one, or one a stage. */
  readonly rounds: readonly { readonly stage: Stage; readonly round: Payload }[];
}

const DAY_MS = 86_400_000;

/** @returns what is wrong with it, in words that follow "line 7" */
export function checkEvent(event: LoggedEvent, context: ReadContext): StoredEvent | string {
  const { version, event_type, occurred_at, payload } = event;
  if ((version === 1) !== (event_type === "genesis.session.created")) {
    return version === 1 ? "does not create the session" : "creates the session once more";
  }
  if (Date.parse(occurred_at) > Date.now() + DAY_MS) return "is of a time that has not come yet";
  const stage = payload["stage"];
  const round = roundOf(payload, isStage(stage) ? stage : null, context);
  if (typeof round === "string") return round;
  const isNaming = event_type === "genesis.name.changed";
  const named = isNaming ? namedRounds(payload, context) : [];
  if (typeof named === "string") return named;
  const request = payload["request_version"];
  if (request !== undefined && !(typeof request === "number" && context.requests.has(request))) {
    return "answers a request that the log does not have before it";
  }
  const parsed = EVENT_PAYLOADS[event_type].safeParse(wirePayload(event, round, named, context));
  if (!parsed.success) return `does not have what a ${event_type} has: ${wordsOf(parsed.error)}`;
  const data: Payload = { ...parsed.data };
  // What a branch began with is not brought: it is a book of its own.
  const { proposal: _, payload: sent, branch_of: __, ...others } = data;
  const rest = isNaming
    ? {
        ...others,
        stages: withNamedRounds(data, named, ({ round: { proposal_id } }) => ({ proposal_id })),
      }
    : others;
  const fault = textFault({ ...rest, sent }) ?? referenceFault(event_type, data, context);
  if (fault !== null) return fault;
  if (sent !== undefined) context.requests.set(version, sent);
  return {
    version,
    event_type,
    command_id: event.command_id,
    correlation_id: event.correlation_id,
    occurred_at,
    payload: {
      ...rest,
      ...(request !== undefined
        ? { request_version: request }
        : sent === undefined
          ? {}
          : { payload: sent }),
      ...(payload["proposal"] === undefined
        ? {}
        : { proposal: round === null ? null : { proposal_id: round.proposal_id } }),
    },
    rounds: [...(round === null || !isStage(stage) ? [] : [{ stage, round }]), ...named],
  };
}

/** The payload as the stream sends it: with the round in the wire's form, and the request that is referred to. */
function wirePayload(
  { payload, occurred_at }: LoggedEvent,
  round: LoggedRound | null,
  named: readonly NamedRound[],
  { requests }: ReadContext,
): Payload {
  const { request_version: request, ...rest } = payload;
  return {
    ...rest,
    ...(typeof request === "number" ? { payload: requests.get(request) } : {}),
    ...(round === null ? {} : { proposal: wireRound(round, payload["stage"], occurred_at) }),
    ...(named.length === 0
      ? {}
      : {
          stages: withNamedRounds(payload, named, ({ stage, round: written }) =>
            wireRound(written, stage, occurred_at),
          ),
        }),
  };
}

function wireRound(round: LoggedRound, stage: unknown, at: string): Payload {
  return {
    ...round,
    stage,
    created_at: at,
    candidates: round.candidates.map((candidate) =>
      "root" in candidate
        ? {
            candidate_id: candidate.candidate_id,
            content: candidate.content,
            receipts: candidate.receipts ?? [],
            changed: [],
            field_origins: { "": candidate.root },
          }
        : { receipts: [], ...candidate },
    ),
  };
}

function wordsOf(error: z.ZodError): string {
  const [first] = error.issues;
  return first === undefined
    ? ""
    : `${first.path.map(String).join(".")}: ${first.message}`.slice(0, 200);
}
