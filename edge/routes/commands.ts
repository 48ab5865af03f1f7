/** Commands: one body, one SQL call, and each outcome's own answer. */
import type { Hono } from "hono";
import { API_ROUTES } from "#shared/http/http-routes.ts";
import { COMMAND_TABLE, type CommandType } from "#shared/commands/command-table.ts";
import type { EdgeDeps, EdgeEnv } from "../requests/context.ts";
import type { AcceptOutcome } from "../operations/outcomes.ts";
import { json } from "../http/answer.ts";
import { idempotencyOf } from "../requests/idempotency.ts";
import { jsonBody, requireAccount, sameOriginWrite } from "../requests/middleware.ts";
import { rateLimited, storedTooMuch, writtenTooMuch } from "../requests/limited.ts";
import { pathId } from "../http/path-id.ts";
import { commandInScope } from "../requests/scope.ts";
import { problem, validationFailed } from "../http/problem.ts";
import { traceOf, withinRequest } from "../requests/trace.ts";
import type { RouteContext } from "../requests/valid-request.ts";
import type { RateName } from "../limits/limit-config.ts";
import { checkWrittenContent } from "./written-content.ts";
import { mount } from "./mount.ts";

export function mountCommands(app: Hono<EdgeEnv>, deps: EdgeDeps): void {
  mount(
    app,
    API_ROUTES.sendCommand,
    [requireAccount(deps, "refused"), sameOriginWrite(deps), jsonBody(deps), commandInScope(deps)],
    (c) => sendCommand(c, deps),
  );
}

async function sendCommand(
  c: RouteContext<typeof API_ROUTES.sendCommand>,
  deps: EdgeDeps,
): Promise<Response> {
  const { command_type: commandType, payload: given = {}, expected_version } = c.req.valid("json");
  const { "Idempotency-Key": key } = c.req.valid("header");
  const written = checkWrittenContent(given);
  if (!written.isValid) return validationFailed(written.issues);
  const { payload } = written;
  const limited = await rateLimited(c, deps, ...ratesOf(commandType));
  if (limited !== null) return limited;
  const full = await writtenTooMuch(c, deps, payload);
  if (full !== null) return full;
  const session = pathId(c.req.param("session_id"));
  if (session === null) return problem("NOT_FOUND");
  const askedAt = Date.now();
  const accepted = await deps.operations.acceptCommand(
    c.var.signIn,
    session,
    { commandType, payload, expectedVersion: expected_version ?? null },
    await idempotencyOf(key, c.var.body),
    traceOf(c).traceparent,
    deps.limits.quotas.storedBytes,
  );
  deps.metrics.commandFinished(commandType, accepted.outcome);
  if (deps.tracer.isOn) {
    deps.tracer.record({
      name: "genesis.accept_commands",
      kind: "client",
      traceparent: withinRequest(c),
      startMs: askedAt,
      endMs: Date.now(),
      attributes: {
        "db.system.name": "postgresql",
        "genesis.command_type": commandType,
        "genesis.outcome": accepted.outcome,
        "genesis.session_id": session,
      },
    });
  }
  if (accepted.outcome === "ACCEPTED") deps.waker.wake(session);
  if (accepted.outcome === "STORED_TOO_MUCH") return storedTooMuch(c, deps);
  return answerOf(accepted);
}

/** A confirmation may start a generation, and counts as one. */
function ratesOf(type: CommandType): readonly RateName[] {
  return COMMAND_TABLE[type].background === "never" ? ["commands"] : ["commands", "generation"];
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
