/** 403 for a program whose token does not reach that far. */
import type { MiddlewareHandler } from "hono";
import { COMMAND_TABLE, type CommandRow, isCommandType } from "#shared/commands/command-table.ts";
import { type RouteScope, reaches } from "#shared/http/route-scopes.ts";
import type { EdgeContext, EdgeDeps, EdgeEnv } from "./context.ts";
import { clientOf } from "./client.ts";
import { problem } from "../http/problem.ts";

/** The refusal, or null where whoever asks may: a browser, or a token that reaches `needed`. */
export function outOfScope(c: EdgeContext, deps: EdgeDeps, needed: RouteScope): Response | null {
  const { program, accountId } = c.var.signIn;
  if (program === undefined || reaches(program.scope, needed)) return null;
  deps.refusals.add("refused.scope", clientOf(c, deps), accountId);
  return problem("SCOPE", { scope: program.scope });
}

/** Behind the body: what a command needs stands in it. What is no command is refused as that, later. */
export function commandInScope(deps: EdgeDeps): MiddlewareHandler<EdgeEnv> {
  return async (c, next) => {
    const { body } = c.var;
    const type =
      typeof body === "object" && body !== null && "command_type" in body
        ? body.command_type
        : null;
    if (typeof type !== "string" || !isCommandType(type)) return next();
    const row: CommandRow = COMMAND_TABLE[type];
    return outOfScope(c, deps, row.is_proposing === true ? "propose" : "full") ?? next();
  };
}
