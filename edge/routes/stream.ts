/** The event streams: each checks who asks and from where, then hands its sink to the hub. */
import type { Hono } from "hono";
import { API_ROUTES } from "#shared/http/http-routes.ts";
import type { EdgeContext, EdgeDeps, EdgeEnv } from "../requests/context.ts";
import { requireAccount } from "../requests/middleware.ts";
import { askingOf, rateLimited, tooManyStreams } from "../requests/limited.ts";
import { problem } from "../http/problem.ts";
import { pathId } from "../http/path-id.ts";
import { securityHeaders } from "../http/security-headers.ts";
import type { RouteContext } from "../requests/valid-request.ts";
import { missingFrame } from "../stream/frames.ts";
import { shareSink } from "../stream/shared-sink.ts";
import type { StreamSink } from "../stream/sink.ts";
import { streamStart } from "../stream/start.ts";
import { mount } from "./mount.ts";

export function mountStream(app: Hono<EdgeEnv>, deps: EdgeDeps): void {
  const account = requireAccount(deps, "refused");
  mount(app, API_ROUTES.streamEvents, [account], (c) => streamEvents(c, deps));
  mount(app, API_ROUTES.followSessions, [account], (c) => followSessions(c, deps));
}

async function streamEvents(
  c: RouteContext<typeof API_ROUTES.streamEvents>,
  deps: EdgeDeps,
): Promise<Response> {
  const cursor = c.req.valid("header")["Last-Event-ID"] ?? c.req.valid("query").after;
  return inItsPlace(c, deps, async () => {
    const session = pathId(c.req.param("session_id"))?.toLowerCase();
    if (session === undefined) return null;
    const { signIn } = c.var;
    const { [session]: version } = await deps.operations.streamPositions(signIn, [session]);
    if (version === undefined) return null;
    const start = streamStart(cursor, version);
    return (sink) => deps.hub.open(session, signIn, start, version, sink);
  });
}

/** Several sessions over one connection: a browser has six per host, and a writer has many tabs. */
async function followSessions(
  c: RouteContext<typeof API_ROUTES.followSessions>,
  deps: EdgeDeps,
): Promise<Response> {
  const { after, told } = c.req.valid("query");
  const followed = followedIn(after);
  return inItsPlace(c, deps, async () => {
    const { signIn } = c.var;
    const versions = await deps.operations.streamPositions(signIn, [...followed.keys()]);
    if (Object.keys(versions).length === 0) return null;
    return (sink) => {
      const sinkOf = shareSink(sink);
      for (const [session, cursor] of followed) {
        const version = versions[session];
        if (version === undefined) continue;
        const start = streamStart(cursor, version);
        deps.hub.open(session, signIn, start, version, sinkOf(session), told);
      }
      // Behind what a stream begins with.
      for (const session of followed.keys()) {
        if (versions[session] === undefined) sink.write(missingFrame(session));
      }
    };
  });
}

/** Session → cursor; undefined for live from now. */
function followedIn(entries: readonly string[]): ReadonlyMap<string, string | undefined> {
  return new Map(
    entries.map((entry) => {
      const [id = "", ...cursor] = entry.split(":");
      return [id.toLowerCase(), cursor.length === 0 ? undefined : cursor.join(":")] as const;
    }),
  );
}

type Follow = (sink: StreamSink) => void;

/**
 * A stream takes a place among the account's open ones for as long as it lasts.
 * @param find null where there is nothing to follow
 */
async function inItsPlace(
  c: EdgeContext,
  deps: EdgeDeps,
  find: () => Promise<Follow | null>,
): Promise<Response> {
  const limited = await rateLimited(c, deps, "streams");
  if (limited !== null) return limited;
  const giveBack = deps.limits.takeStream(askingOf(c, deps));
  if (giveBack === null) return tooManyStreams(c, deps);
  let isOpen = false;
  try {
    const follow = await find();
    if (follow === null) return problem("NOT_FOUND");
    if (c.req.method === "HEAD") return new Response(null, { headers: streamHeaders(deps) });
    isOpen = true;
    return answer(c, deps, (sink) => {
      sink.onClose(giveBack);
      follow(sink);
    });
  } finally {
    if (!isOpen) giveBack();
  }
}

function streamHeaders(deps: EdgeDeps) {
  return {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store, no-transform",
    // nginx would keep blocks back otherwise.
    "X-Accel-Buffering": "no",
    ...securityHeaders(deps.place.isHttps),
  };
}

function answer(c: EdgeContext, deps: EdgeDeps, follow: Follow): Response {
  const { sink, response } = deps.openStream(c, streamHeaders(deps));
  c.set("isStream", true);
  follow(sink);
  return response;
}
