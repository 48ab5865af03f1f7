/** Commands: one body, one SQL call, and each outcome's own answer. */
import type { Hono } from "hono";
import { COMMAND_PAYLOADS } from "#shared/commands/command-payloads.ts";
import { commandEnvelope, type Issue } from "#shared/http/http.ts";
import { API_ROUTES } from "#shared/http/http-routes.ts";
import { COMMAND_TABLE, type CommandType } from "#shared/commands/command-table.ts";
import type { EdgeContext, EdgeDeps, EdgeEnv } from "../context.ts";
import type { AcceptOutcome } from "../database/operations.ts";
import { json } from "../http/answer.ts";
import { idempotencyOf } from "../http/idempotency.ts";
import { issuesOf } from "../http/issues.ts";
import { jsonBody, requireAccount, sameOriginWrite } from "../http/middleware.ts";
import { rateLimited, storedTooMuch, writtenTooMuch } from "../http/limited.ts";
import { problem, validationFailed } from "../http/problem.ts";
import { RequestReader, pathId } from "../http/query.ts";
import type { RateName } from "../limits/limit-config.ts";
import { checkWrittenContent } from "./written-content.ts";
import { mount } from "./mount.ts";

export function mountCommands(app: Hono<EdgeEnv>, deps: EdgeDeps): void {
  mount(
    app,
    API_ROUTES.sendCommand,
    requireAccount(deps, "refused"),
    sameOriginWrite(deps),
    jsonBody(deps),
    (c: EdgeContext) => sendCommand(c, deps),
  );
}

async function sendCommand(c: EdgeContext, deps: EdgeDeps): Promise<Response> {
  const reader = new RequestReader(c.req);
  const key = reader.idempotencyKey();
  const command = parseCommand(c.var.body);
  const issues = [...reader.issues, ...(command.isValid ? [] : command.issues)];
  if (!command.isValid || issues.length > 0) return validationFailed(issues);
  const limited = await rateLimited(c, deps, ...ratesOf(command.commandType));
  if (limited !== null) return limited;
  const full = await writtenTooMuch(c, deps, command.payload);
  if (full !== null) return full;
  const session = pathId(c.req.param("session_id"));
  if (session === null) return problem("NOT_FOUND");
  const accepted = await deps.operations.acceptCommand(
    c.var.signIn,
    session,
    command,
    await idempotencyOf(key, c.var.body),
    reader.traceparent(),
    deps.limits.quotas.storedBytes,
  );
  deps.metrics.commandFinished(command.commandType, accepted.outcome);
  if (accepted.outcome === "ACCEPTED") deps.waker.wake();
  if (accepted.outcome === "STORED_TOO_MUCH") return storedTooMuch(c, deps);
  return answerOf(accepted);
}

/** A confirmation may start a generation, and counts as one. */
function ratesOf(type: CommandType): readonly RateName[] {
  return COMMAND_TABLE[type].background === "never" ? ["commands"] : ["commands", "generation"];
}

type ParsedCommand =
  | {
      readonly isValid: true;
      readonly commandType: CommandType;
      readonly payload: Readonly<Record<string, unknown>>;
      readonly expectedVersion: number | null;
    }
  | { readonly isValid: false; readonly issues: readonly Issue[] };

function parseCommand(body: unknown): ParsedCommand {
  const envelope = commandEnvelope.safeParse(body);
  if (!envelope.success) return { isValid: false, issues: issuesOf(envelope.error) };
  const { command_type, payload = {}, expected_version } = envelope.data;
  const parsed = COMMAND_PAYLOADS[command_type].safeParse(payload);
  if (!parsed.success) return { isValid: false, issues: issuesOf(parsed.error, "/payload") };
  const checked = checkWrittenContent(parsed.data);
  if (!checked.isValid) return checked;
  return {
    isValid: true,
    commandType: command_type,
    payload: checked.payload,
    expectedVersion: expected_version ?? null,
  };
}

function answerOf(accepted: Exclude<AcceptOutcome, { outcome: "STORED_TOO_MUCH" }>): Response {
  if (accepted.outcome === "ACCEPTED" || accepted.outcome === "REPLAYED") {
    return json(
      accepted.answer,
      accepted.answer.status === "RECEIVED" ? 202 : 200,
      accepted.outcome === "REPLAYED" ? { "Idempotency-Replayed": "true" } : {},
    );
  }
  // Every other outcome is named as its error, with what that error's row adds.
  const { outcome, ...members } = accepted;
  return problem(outcome, members);
}
