/** Taking along all that is stored of the account: a zip that is made as it is read. */
import { makeZip } from "client-zip";
import type { Hono } from "hono";
import { ACCOUNT_ROUTES } from "#shared/http/account-routes.ts";
import type { Language } from "#shared/statuses.ts";
import type { SignIn } from "../auth/account-cookie.ts";
import type { EdgeContext, EdgeDeps, EdgeEnv } from "../requests/context.ts";
import type { AccountRecord } from "../operations/export-operations.ts";
import { type AccountSource, accountFiles } from "../export/account-files.ts";
import { attachment } from "../export/file-names.ts";
import { clientOf } from "../requests/client.ts";
import { preferredLanguage } from "../http/language.ts";
import { askingOf, exportUnderWay, rateLimited, tooManyAnswers } from "../requests/limited.ts";
import { requireAccount } from "../requests/middleware.ts";
import { mount } from "./mount.ts";

export function mountAccountExport(app: Hono<EdgeEnv>, deps: EdgeDeps): void {
  /** Accounts of which one is under way at this edge. */
  const underWay = new Set<string>();
  mount(app, ACCOUNT_ROUTES.exportAccount, [requireAccount(deps, "refused")], (c) =>
    exportAccount(c, deps, underWay),
  );
}

async function exportAccount(
  c: EdgeContext,
  deps: EdgeDeps,
  underWay: Set<string>,
): Promise<Response> {
  const limited = await rateLimited(c, deps, "commands", "reads");
  if (limited !== null) return limited;
  const { signIn } = c.var;
  const language = preferredLanguage(c.req.header("accept-language"));
  const headers = headersOf(language, new Date());
  if (c.req.method === "HEAD") return new Response(null, { headers });
  if (underWay.has(signIn.accountId)) return exportUnderWay(c, deps);
  underWay.add(signIn.accountId);
  const place = await deps.answers.take(askingOf(c, deps));
  const giveBack = () => {
    underWay.delete(signIn.accountId);
    place?.giveBack();
  };
  if (place === null) {
    giveBack();
    return tooManyAnswers(c, deps);
  }
  try {
    const account = await deps.exports.begin(signIn, clientOf(c, deps));
    const files = accountFiles(sourceOf(deps, signIn, account), language);
    const body = place.sendMade(
      makeZip(files),
      () => deps.cut(c),
      (error) => {
        giveBack();
        if (error !== null)
          deps.log.warn({ err: error }, "taking an account's data along broke off");
      },
    );
    return new Response(body, { headers });
  } catch (error) {
    giveBack();
    throw error;
  }
}

function sourceOf(deps: EdgeDeps, signIn: SignIn, account: AccountRecord): AccountSource {
  const { exports: stored } = deps;
  return {
    account,
    merges: async () => (await deps.accounts.listMerges(signIn, null)).merges,
    records: (kind, after) => stored.records(signIn, kind, after),
    sessions: (after) => stored.sessions(signIn, after),
    state: (session_id) => deps.operations.sessionState(signIn, session_id),
    log: (session_id, kind, after) => stored.log(signIn, session_id, kind, after),
    async novel(novel_id) {
      const found = await deps.operations.getNovel(signIn, novel_id, null);
      return found.outcome === "FOUND" ? JSON.stringify(found.novel) : null;
    },
    materials: (session_id) => deps.materials.listAll(signIn, session_id),
    materialFile: (session_id, material_id) =>
      deps.materials.fileInPieces(signIn, session_id, material_id),
  };
}

function headersOf(language: Language, now: Date): Record<string, string> {
  const day = now.toISOString().slice(0, 10);
  const ascii = `genesis-studio-${day}.zip`;
  const name = language === "en" ? ascii : `创世工作室-${day}.zip`;
  return {
    "Content-Type": "application/zip",
    "Content-Disposition": attachment(name, ascii),
    "Cache-Control": "no-store",
  };
}
