/** The stand-in session as an Api, with a stream that is fed by hand: for the models' tests. */
import type { UnavailableReason } from "#shared/http/error-codes.ts";
import type { Api, ApiResult, CommandAnswer, CommandRequest } from "../models/browser/api.ts";
import { createDirectFollower } from "../models/stream/direct-follower.ts";
import type { ConnectionHandlers } from "../models/stream/connection.ts";
import type { Follower } from "../models/stream/follower.ts";
import type { Language } from "#shared/statuses.ts";
import { createFakeSession, type FakeSession } from "./fake-session.ts";

/** This server has sessions alone. */
const NO_NOVEL = {
  status: 404,
  code: "NOT_FOUND",
  detail: null,
  issues: [],
  retry_after_seconds: null,
};

export interface FakeApi {
  readonly api: Api;
  readonly session: FakeSession;
  readonly posts: { readonly request: CommandRequest; readonly key: string }[];
  readonly created: string[];
  readonly streams: string[];
  readonly stateReads: { count: number };
  readonly follower: Follower;
  /** While true nothing arrives; `late`: it arrives, and the answer is lost; a reason: it is put off. */
  away: boolean | "late" | UnavailableReason;
}

export function createFakeApi(language: Language = "en"): FakeApi {
  let connection: ConnectionHandlers | null = null;
  const session: FakeSession = createFakeSession(language, (event, _id, data) => {
    const { session_id } = session.state();
    connection?.onBlock({ event, data: JSON.stringify({ session_id, ...data }) });
  });
  const posts: FakeApi["posts"] = [];
  const created: string[] = [];
  const streams: string[] = [];
  const stateReads = { count: 0 };
  const answered = new Map<string, ApiResult<CommandAnswer>>();
  const gone = { outcome: "unreachable" } as const;
  const ok = <T>(body: T): ApiResult<T> => ({ outcome: "ok", status: 200, body });

  const fake: FakeApi = {
    session,
    posts,
    created,
    streams,
    stateReads,
    away: false,
    follower: createDirectFollower({
      connect(url, handlers) {
        streams.push(url);
        connection = handlers;
        queueMicrotask(handlers.onHeard);
        return () => {
          if (connection === handlers) connection = null;
        };
      },
    }),
    api: {
      async createSession(_body, key) {
        if (fake.away) return gone;
        created.push(key);
        return ok(session.state());
      },
      async listSessions() {
        return fake.away ? gone : ok({ sessions: [], next: null });
      },
      async getState() {
        stateReads.count += 1;
        return fake.away ? gone : ok(session.state());
      },
      async listProposals() {
        return ok({ proposals: [], next: null });
      },
      async listEvents(_id, after) {
        return ok({ events: session.events.filter((event) => event.version > after), next: null });
      },
      beginSequel: () => Promise.resolve({ outcome: "refused", problem: NO_NOVEL }),
      getBible: () => Promise.resolve({ outcome: "refused", problem: NO_NOVEL }),
      async sendCommand(_id, request, key) {
        posts.push({ request, key });
        if (fake.away === true) return gone;
        if (fake.away !== false && fake.away !== "late") return { ...gone, reason: fake.away };
        const replay = answered.get(key);
        if (replay) return replay;
        const { status, body } = session.accept(request);
        const result: ApiResult<CommandAnswer> =
          status < 300
            ? { outcome: "ok", status, body: JSON.parse(JSON.stringify(body)) }
            : {
                outcome: "refused",
                problem: {
                  status,
                  code: "COMMAND_NOT_ALLOWED",
                  detail: null,
                  issues: [],
                  retry_after_seconds: null,
                },
              };
        answered.set(key, result);
        return fake.away === "late" ? gone : result;
      },
    },
  };
  return fake;
}
