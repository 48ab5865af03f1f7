/** Every set of words as a zod enum: one name in SQL, TypeScript, Python and on the wire. */
import { z } from "zod";
import { FAILURE_CODES } from "./failure-codes.ts";
import { EVENT_TYPES } from "./event-types.ts";
import { STAGES, STAGE_STATUSES } from "./stages.ts";
import {
  COMMAND_STATUSES,
  HANDLE_STATUSES,
  LANGUAGES,
  ORIGIN_KINDS,
  OUTBOX_STATUSES,
  RECEIPT_STATUSES,
  REPLAY_STATUSES,
  SESSION_STATUSES,
  TASK_STATUSES,
} from "./statuses.ts";

export const stageName = z.enum(STAGES).meta({ id: "Stage" });
export const stageStatus = z.enum(STAGE_STATUSES).meta({ id: "StageStatus" });
export const commandStatus = z.enum(COMMAND_STATUSES).meta({ id: "CommandStatus" });
export const taskStatus = z.enum(TASK_STATUSES).meta({ id: "TaskStatus" });
export const outboxStatus = z.enum(OUTBOX_STATUSES).meta({ id: "OutboxStatus" });
export const handleStatus = z.enum(HANDLE_STATUSES).meta({ id: "HandleStatus" });
export const sessionStatus = z.enum(SESSION_STATUSES).meta({ id: "SessionStatus" });
export const eventType = z.enum(EVENT_TYPES).meta({ id: "EventType" });
export const failureCode = z.enum(FAILURE_CODES).meta({ id: "FailureCode" });
export const language = z.enum(LANGUAGES).meta({ id: "Language" });
export const originKind = z.enum(ORIGIN_KINDS).meta({ id: "OriginKind" });
export const receiptStatus = z.enum(RECEIPT_STATUSES).meta({ id: "ReceiptStatus" });
export const replayStatus = z.enum(REPLAY_STATUSES).meta({ id: "ReplayStatus" });
export const accountKind = z.enum(["local", "oidc"]).meta({ id: "AccountKind" });
/** How a browser came to an account: its first, by a code, by the phrase, through the provider. */
export const joinedBy = z.enum(["first", "code", "phrase", "sign_in"]).meta({ id: "JoinedBy" });
/** Of an event to a webhook. */
export const deliveryStatus = z.enum(OUTBOX_STATUSES).meta({ id: "DeliveryStatus" });
/** How far a program reaches with a token of the account. */
export const tokenScope = z.enum(["read", "propose", "full"]).meta({ id: "TokenScope" });
export const partStatus = z.enum(["ok", "starting", "degraded"]).meta({ id: "PartStatus" });
export const pausedBy = z.enum(["hook", "reconciler"]).meta({ id: "PausedBy" });
export const door = z.enum(["inspiration", "idea"]).meta({ id: "Door" });
export const generatorKind = z.enum(["model", "sample"]).meta({ id: "GeneratorKind" });
/** How a model's call ended; STOPPED: by the writer, or with its worker. */
export const callOutcome = z
  .enum(["ANSWERED", "CUT", "FAILED", "STOPPED"])
  .meta({ id: "CallOutcome" });
/** What MODEL_ENDPOINTS said of a writer's endpoint when it was saved. */
export const endpointRule = z.enum(["any", "public", "named"]).meta({ id: "EndpointRule" });
