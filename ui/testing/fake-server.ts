/**
 * A stand-in of the edge for looking at screens: the built interface under its strict content
 * security policy, sessions in memory, generations written step by step.
 *
 *     node ui/testing/fake-server.ts [port]
 */
import { accountAnswer } from "./fake-account.ts";
import { fakePast, fakeProvenance } from "./fake-past.ts";
import { page } from "./fake-page.ts";
import { createPresence } from "./fake-presence.ts";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { CommandRequest } from "../models/browser/api.ts";
import { isStage } from "#shared/stages.ts";
import type { SessionState } from "#shared/session/state.ts";
import type { Language } from "#shared/statuses.ts";
import { fakeId } from "./fake-state.ts";
import { createFakeSession, type FakeSession } from "./fake-session.ts";
import { fakeNovel, fakeShelf } from "./fake-shelf.ts";

const BUILT = join(import.meta.dirname, "..", "dist");
const BASE = "/api/v1/genesis";
export interface FakeServer {
  readonly url: string;
  /** Every POST: path and body. */
  readonly posts: { readonly path: string; readonly body: unknown; readonly key: string | null }[];
  readonly streams: string[];
  session(session_id: string): FakeSession | undefined;
  /** A book that is there when the page opens. */
  begin(language: Language): FakeSession;
  /** Another window has a book open. */
  visit(session_id: string): void;
  /** While true, every request is cut. */
  away: boolean;
  /** While it is a status, the API answers nothing else. */
  refuses: number | null;
  stop(): Promise<void>;
}

export async function startFakeServer(options: {
  readonly port?: number;
  /** The built interface; absent: ui/dist. */
  readonly built?: string;
  /** Pages of its own beside the interface, by path. */
  readonly extra?: ReadonlyMap<string, { readonly type: string; readonly body: string }>;
  /** Writes by itself, so many characters each tenth of a second; absent: only when told. */
  readonly pace?: number;
}): Promise<FakeServer> {
  const sessions = new Map<string, FakeSession>();
  const readers = new Map<string, Set<ServerResponse>>();
  const posts: FakeServer["posts"] = [];
  const streams: string[] = [];
  const deleted = new Set<string>();

  const begin = (language: Language): FakeSession => {
    const made = createFakeSession(language, (type, version, data) => {
      const { session_id } = made.state();
      const id = version === null ? "" : `id: ${session_id}:${version}\n`;
      const block = `${id}event: ${type}\ndata: ${JSON.stringify({ session_id, ...data })}\n\n`;
      for (const reader of readers.get(session_id) ?? []) reader.write(block);
    });
    sessions.set(made.state().session_id, made);
    return made;
  };

  const hear = createPresence();

  const json = (response: ServerResponse, status: number, body: object): void => {
    const isZipped = response.req.headers["accept-encoding"]?.includes("gzip") === true;
    response.writeHead(status, {
      "Content-Type": "application/json",
      "Cache-Control": "no-cache",
      ...(isZipped ? { "Content-Encoding": "gzip" } : {}),
    });
    const text = JSON.stringify(body);
    response.end(isZipped ? gzipSync(text) : text);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (server.away) {
      request.socket.destroy();
      return;
    }
    const own = options.extra?.get(url.pathname);
    if (own) {
      response.writeHead(200, { "Content-Type": own.type }).end(own.body);
      return;
    }
    if (!url.pathname.startsWith("/api/")) {
      return page(options.built ?? BUILT, url.pathname, request, response);
    }
    if (server.refuses !== null) return json(response, server.refuses, { status: server.refuses });
    const path = url.pathname.slice(BASE.length);
    const [, kind, id, what] = path.split("/");
    const sent = request.method === "POST" ? await read(request) : "";
    const body: unknown = sent === "" ? null : JSON.parse(sent);
    if (request.method === "POST" && what !== "presence") {
      const key = request.headers["idempotency-key"];
      posts.push({ path, body, key: typeof key === "string" ? key : null });
    }
    const ofAccount = accountAnswer(request.method ?? "GET", path);
    if (ofAccount !== null) return json(response, 200, ofAccount);
    if (kind === "novels" && id !== undefined) {
      const edition = url.searchParams.get("edition");
      return json(response, 200, fakeNovel([...sessions.values()], id, edition));
    }
    if (kind === "events") return follow(url, request, response);
    if (kind !== "sessions") return json(response, 404, { status: 404, code: "NOT_FOUND" });
    if (id === undefined && request.method === "POST") {
      const language =
        typeof body === "object" && body !== null && "language" in body && body.language === "en"
          ? "en"
          : "zh-CN";
      const made = begin(language);
      return json(response, 201, made.state());
    }
    if (id === undefined) {
      return json(response, 200, {
        sessions: fakeShelf([...sessions.values()], deleted, url.searchParams),
        next: null,
      });
    }
    const session = sessions.get(id);
    const isRestored = what === "restore" && deleted.delete(id);
    const isDeleted = request.method === "DELETE" && what === undefined && !deleted.has(id);
    if (session && (isRestored || isDeleted)) {
      if (isDeleted) deleted.add(id);
      response.writeHead(204).end();
      return;
    }
    if (!session || deleted.has(id)) return json(response, 404, { status: 404, code: "NOT_FOUND" });
    if (what === "state") return json(response, 200, session.state());
    if (what === "proposals") {
      const asked = url.searchParams.get("stage");
      const stage = isStage(asked) ? asked : session.state().current_stage;
      return json(response, 200, {
        proposals: session.state().stages[stage].proposals,
        next: null,
      });
    }
    if (what === "branches") {
      if (request.method === "POST") {
        const { language, session_id, version } = session.state();
        const made = begin(language);
        const title =
          typeof body === "object" && body !== null && "title" in body ? String(body.title) : "";
        const own = made.state();
        made.change(() => ({
          ...session.state(),
          session_id: own.session_id,
          correlation_id: own.correlation_id,
          title,
          branch_of: { session_id, version },
        }));
        return json(response, 201, made.state());
      }
      const rootOf = (state: SessionState) => state.branch_of?.session_id ?? state.session_id;
      const root = rootOf(session.state());
      const branches = [...sessions.values()]
        .map((each) => each.state())
        .filter((state) => rootOf(state) === root);
      return json(response, 200, {
        branches: branches.map((state) => ({
          ...state,
          created_at: new Date().toISOString(),
          updated_at: new Date().toISOString(),
        })),
      });
    }
    if (what === "past") {
      const version = Number(url.searchParams.get("version"));
      const past = session.past(version);
      if (past === null) return json(response, 404, { status: 404, code: "NOT_FOUND" });
      return json(response, 200, fakePast(past, version));
    }
    if (what === "provenance") {
      const asked = url.searchParams.get("stage");
      const stage = isStage(asked) ? asked : session.state().current_stage;
      const pointer = url.searchParams.get("pointer") ?? "";
      return json(response, 200, fakeProvenance(session.state(), stage, pointer));
    }
    if (what === "presence")
      return json(response, 200, hear(id, body, request.headers["user-agent"] ?? ""));
    if (what === "commands" && isCommand(body)) {
      const { version } = session.state();
      if (body.expected_version !== undefined && body.expected_version !== version) {
        return json(response, 409, { status: 409, code: "VERSION_CONFLICT", version });
      }
      const { status, body: said } = session.accept(body);
      return json(response, status, said);
    }
    if (what === "events") {
      const after = Number(url.searchParams.get("after"));
      return json(response, 200, {
        events: session.events.filter((event) => event.version > after),
        next: null,
      });
    }
    json(response, 404, { status: 404, code: "NOT_FOUND" });
  };

  function follow(url: URL, request: IncomingMessage, response: ServerResponse): void {
    streams.push(url.search);
    response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-cache" });
    response.write("retry: 1000\n\n");
    for (const entry of url.searchParams.getAll("after")) {
      const [id = "", after] = entry.split(":");
      for (const event of sessions.get(id)?.events ?? []) {
        if (event.version <= Number(after)) continue;
        const data = JSON.stringify({ session_id: id, ...event });
        response.write(`id: ${id}:${event.version}\nevent: ${event.event_type}\ndata: ${data}\n\n`);
      }
      const set = readers.get(id) ?? new Set();
      readers.set(id, set.add(response));
      request.on("close", () => set.delete(response));
    }
  }

  const http = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => http.listen(options.port ?? 0, "127.0.0.1", resolve));
  const address = http.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const { pace } = options;
  const timer =
    pace === undefined
      ? null
      : setInterval(() => {
          for (const session of sessions.values()) session.write(pace);
        }, 100);
  const server: FakeServer = {
    url: `http://127.0.0.1:${port}`,
    posts,
    streams,
    session: (id) => sessions.get(id),
    begin,
    visit(session_id) {
      hear(
        session_id,
        { window_id: fakeId(), stage: "STORY_CONCEPTION", is_editing: true },
        "Android",
      );
    },
    away: false,
    refuses: null,
    async stop() {
      if (timer !== null) clearInterval(timer);
      http.closeAllConnections();
      await new Promise<void>((resolve) => http.close(() => resolve()));
    },
  };
  return server;
}

async function read(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

function isCommand(body: unknown): body is CommandRequest {
  return typeof body === "object" && body !== null && "command_type" in body && "payload" in body;
}

if (import.meta.main) {
  const server = await startFakeServer({ port: Number(process.argv[2] ?? 8799), pace: 12 });
  console.log(server.url);
}
