/** A session's log as a file that anyone can verify, and the session that is made of one. */
import type { Hono } from "hono";
import { parseStageContent } from "#shared/content/stage-content.ts";
import { LOG_MEDIA_TYPE, LOG_ROUTES, MAX_LOG_BYTES } from "#shared/http/log-routes.ts";
import type { EdgeContext, EdgeDeps, EdgeEnv } from "../requests/context.ts";
import { attachment, safeName } from "../export/file-names.ts";
import type { HeldBytes } from "../http/byte-budget.ts";
import { clientOf } from "../requests/client.ts";
import { readFileBody } from "../http/file-body.ts";
import { preferredLanguage } from "../http/language.ts";
import {
  askingOf,
  exportUnderWay,
  rateLimited,
  tooManyAnswers,
  writtenBytes,
} from "../requests/limited.ts";
import { requireAccount, sameOriginWrite } from "../requests/middleware.ts";
import { openedSession, openingRefused } from "../requests/opened-session.ts";
import { pathId } from "../http/path-id.ts";
import { problem, validationFailed } from "../http/problem.ts";
import { traceparentOf } from "../requests/trace.ts";
import { aboutLog } from "../portable-log/about.ts";
import { type ImportPlaces, createImportPlaces } from "../portable-log/import-places.ts";
import { logFile } from "../portable-log/log-file.ts";
import { readLog } from "../portable-log/read-log.ts";
import { mount } from "./mount.ts";

export function mountLog(app: Hono<EdgeEnv>, deps: EdgeDeps): void {
  const account = requireAccount(deps, "refused");
  mount(app, LOG_ROUTES.exportLog, [account], (c) => exportLog(c, deps));
  const places = createImportPlaces(IMPORT_WAIT_MS);
  mount(app, LOG_ROUTES.importLog, [account, sameOriginWrite(deps)], (c) =>
    importLog(c, deps, places),
  );
}

const IMPORT_WAIT_MS = 5_000;
/** 16 MiB over a line of 1 Mbit/s. */
const FILE_DEADLINE_MS = 130_000;

async function importLog(c: EdgeContext, deps: EdgeDeps, places: ImportPlaces): Promise<Response> {
  const held: HeldBytes[] = [];
  try {
    const read = await readFileBody(c.req, {
      maxBytes: MAX_LOG_BYTES,
      deadlineMs: FILE_DEADLINE_MS,
      tooLarge: "A log is at most 16 MiB here.",
      async admit() {
        // Before a place is taken: there are few, and a file may be long in coming.
        const limited = await rateLimited(c, deps, "commands", "reads");
        if (limited !== null) return limited;
        const place = await places.take(askingOf(c, deps));
        if (place === null) return exportUnderWay(c, deps);
        held.push(place);
        return null;
      },
    });
    if (read.outcome === "REFUSED") return read.answer;
    return await importFile(c, deps, new Uint8Array(await read.file.arrayBuffer()));
  } finally {
    for (const place of held) place.giveBack();
  }
}

async function importFile(c: EdgeContext, deps: EdgeDeps, bytes: Uint8Array): Promise<Response> {
  const { signIn } = c.var;
  const written = await writtenBytes(c, deps, bytes.byteLength);
  if (written !== null) return written;
  const log = await readLog(bytes, {
    presentVersions: () => deps.imports.payloadVersions(),
    upcast: (events) => deps.imports.upcast(signIn, events),
    isContent: (stage, content) => parseStageContent(stage, content).success,
  });
  if (log.outcome === "REFUSED") return validationFailed(log.issues);
  const made = await deps.imports.importLog(
    signIn,
    log,
    traceparentOf(c.req),
    deps.limits.quotas,
    clientOf(c, deps),
  );
  switch (made.outcome) {
    case "SIGNED_OUT":
    case "TOO_MANY_OPEN":
    case "STORED_TOO_MUCH":
      return openingRefused(c, deps, made.outcome);
    case "REFUSED": {
      const line = made.version + 1;
      const message = `line ${line} does not follow from those before it`;
      return validationFailed([{ path: `/lines/${line}`, message }]);
    }
    case "CREATED":
      deps.waker.wake(made.state.session_id);
      return openedSession(made.state);
  }
}

async function exportLog(c: EdgeContext, deps: EdgeDeps): Promise<Response> {
  const limited = await rateLimited(c, deps, "reads");
  if (limited !== null) return limited;
  const session = pathId(c.req.param("session_id"));
  if (session === null) return problem("NOT_FOUND");
  const place = await deps.answers.take(askingOf(c, deps));
  if (place === null) return tooManyAnswers(c, deps);
  const { signIn } = c.var;
  try {
    const header = await deps.exports.logHeader(signIn, session, aboutLog());
    if (header === null || c.req.method === "HEAD") {
      place.giveBack();
      return header === null
        ? problem("NOT_FOUND")
        : new Response(null, { headers: headersOf(c, header.title) });
    }
    const file = logFile({
      header,
      page: (after, until) => deps.exports.logPage(signIn, session, after, until),
    });
    const { cut } = deps;
    const body = place.sendMade(
      file,
      () => cut(c),
      (error) => {
        if (error !== null) deps.log.warn({ err: error }, "taking a log away broke off");
      },
    );
    return new Response(body, { headers: headersOf(c, header.title) });
  } catch (error) {
    place.giveBack();
    throw error;
  }
}

function headersOf(c: EdgeContext, title: string): Record<string, string> {
  const language = preferredLanguage(c.req.header("accept-language"));
  const name = `${safeName(title)}${language === "en" ? "log" : "日志"}.jsonl`;
  return {
    "Content-Type": LOG_MEDIA_TYPE,
    "Content-Disposition": attachment(name, "genesis-log.jsonl"),
    "Cache-Control": "no-store",
  };
}
