/** A log that is brought: an equal session, and nothing of it trusted. */
import { describe, expect, test } from "vitest";
import { MAX_LOG_BYTES } from "#shared/http/log-routes.ts";
import { craftedNovel } from "../../chaos/abuse/contents.ts";
import { expectEqualStates } from "../sql/import-log.ts";
import { ApiClient, fields, problemOf } from "./client.ts";
import { conceptContent } from "./contents.ts";
import { forgedLog } from "./forged-log.ts";
import {
  owner,
  edge,
  writer,
  other,
  session,
  log,
  bring,
  sendForm,
  asBody,
  stateOf,
  brought,
} from "./log-import-setting.ts";

test("makes an equal session of another account's: its state, its log, its novel", async () => {
  const made = await brought(log);
  expectEqualStates(await stateOf(made, other), await stateOf(session, writer));
  const events = async (of: string, as: ApiClient) =>
    fields(await as.get(`/sessions/${of}/events`));
  expectEqualStates(await events(made, other), await events(session, writer));
  const novel = async (of: string, as: ApiClient) => {
    const id = String((await stateOf(of, as))["novel_id"]);
    const { created_at: _, updated_at: __, ...rest } = fields(await as.get(`/novels/${id}`));
    return rest;
  };
  expectEqualStates(await novel(made, other), await novel(session, writer));
  // It is on the shelf, and goes on: what was reopened is confirmed again.
  const { logline } = craftedNovel().concept;
  const search = encodeURIComponent(logline.slice(0, 60).toUpperCase());
  expect((await other.get(`/sessions?search=${search}`)).text).toContain(made);
  const undone = await other.command(made, "UNDO");
  expect(undone.status).toBe(200);
});

test("its log can be brought again, to its own account too", async () => {
  const made = await brought(log, writer);
  const again = await brought((await writer.get(`/sessions/${made}/log`)).text, writer);
  expect(new Set([session, made, again]).size).toBe(3);
  expectEqualStates(await stateOf(again, writer), await stateOf(session, writer));
});

test("what was being generated where it ends has failed, and is asked for again", async () => {
  const busy = await writer.createSession();
  expect((await writer.command(busy, "SUBMIT_IDEA", { idea: "一口井" })).status).toBe(202);
  const made = await brought((await writer.get(`/sessions/${busy}/log`)).text);
  const state = await stateOf(made, other);
  expect(state).toMatchObject({
    version: 3,
    is_pending: false,
    last_error: { code: "WORKER_LOST", command_type: "SUBMIT_IDEA", payload: { idea: "一口井" } },
  });
  expect((await other.command(made, "SUBMIT_IDEA", { idea: "一口井" })).status).toBe(202);
});

const forged = (change: Parameters<typeof forgedLog>[1]) => forgedLog(log, change);

const payloadOf = (event: Record<string, unknown> | undefined): Record<string, unknown> =>
  Object(event?.["payload"]);

describe("is refused in words, with the line", () => {
  test.each([
    ["a byte that was changed", () => log.replace("no prologue", "no epilogue"), /was changed/],
    ["a line that was cut", () => log.split("\n").toSpliced(5, 1).join("\n"), /is missing/],
    ["no log", () => "Once upon a time", /is not the header/],
    ["nothing", () => "", /is not the header/],
    [
      "another format",
      () => forged((_, header) => void (header["format_version"] = 2)),
      /no format that is known/,
    ],
    [
      "an event of no type",
      () => forged((events) => void Object.assign(events[3] ?? {}, { event_type: "genesis.x" })),
      /line 5 is no event/,
    ],
    [
      "an event of a later release",
      () => forged((events) => void Object.assign(events[3] ?? {}, { payload_version: 99 })),
      /line 5 cannot be read/,
    ],
    [
      "another session's event",
      () =>
        forged(
          (events) => void Object.assign(events[3] ?? {}, { session_id: crypto.randomUUID() }),
        ),
      /line 5 is no event of this log/,
    ],
    [
      "a content that is none of its stage",
      () =>
        forged((events) => {
          const [candidate] = Object(payloadOf(events[1])["proposal"]).candidates;
          candidate.content = { title: "<script>alert(1)</script>" };
        }),
      /line 3 has a content that is none of CONCEPT_SELECTION/,
    ],
    [
      "NUL in a text",
      () =>
        forged((events) => {
          const [candidate] = Object(payloadOf(events[1])["proposal"]).candidates;
          candidate.content.title = "a\u0000b";
        }),
      /line 3 has a content that cannot be stored/,
    ],
    [
      "a choice of what the log does not have",
      () =>
        forged((events) => {
          Object(payloadOf(events[6])).working = {
            proposal_id: crypto.randomUUID(),
            candidate_id: crypto.randomUUID(),
            locked: [],
          };
        }),
      /line 8 chooses a candidate that the log does not have/,
    ],
    [
      "a confirmation of a stage that is not its turn",
      () => forged((events) => void (payloadOf(events[6])["current_stage"] = "PLOT_OUTLINE")),
      /line 8 does not follow/,
    ],
    [
      "a title beyond measure",
      () => forged((events) => void (payloadOf(events[0])["title"] = "a".repeat(201))),
      /line 2 has a text of more than 200 characters in title/,
    ],
    [
      "a time to come",
      () =>
        forged(
          (events) =>
            void Object.assign(events[3] ?? {}, { occurred_at: "2999-01-01T00:00:00.000000Z" }),
        ),
      /line 5 is of a time that has not come/,
    ],
    [
      "an edition out of turn",
      () =>
        forged((events) => {
          const finished = events.find((e) => e["event_type"] === "genesis.session.finished");
          payloadOf(finished)["edition"] = 2_147_483_647;
        }),
      /is no edition 1/,
    ],
    [
      "a log that ends deleted",
      () =>
        forged((events) => {
          const last = events.at(-1);
          events.push({
            ...last,
            version: events.length + 1,
            event_type: "genesis.session.deleted",
            payload: {},
            command_id: null,
          });
        }),
      /deletes the session/,
    ],
  ])("%s", async (_, file, words) => {
    const before = (await other.get("/sessions")).text;
    const answer = await bring(file());
    expect(problemOf(answer)).toEqual({ status: 422, code: "VALIDATION_FAILED" });
    expect(fields(answer)["issues"]).toEqual(
      expect.arrayContaining([
        { path: expect.stringMatching(/^\/lines\/\d+$/), message: expect.stringMatching(words) },
      ]),
    );
    expect((await other.get("/sessions")).text).toBe(before);
  });

  test("a forged log that is as logs are makes a session, and touches nothing of the one it names", async () => {
    const before = await stateOf(session, writer);
    const evil = forged((events) => {
      const title = '<img src=x onerror=alert(1)> {{ x }} "; drop table accounts;';
      for (const event of events) {
        const { choices, before: earlier } = payloadOf(event);
        for (const of of [payloadOf(event), choices, earlier]) {
          if (Object.hasOwn(Object(of), "title")) Object.assign(Object(of), { title });
        }
        if (event["command_id"] !== null) event["command_id"] = before["novel_id"];
      }
    });
    const made = await brought(evil);
    expect((await stateOf(made, other))["title"]).toContain("drop table");
    expect(await stateOf(session, writer)).toEqual(before);
  });
});

test("is refused by its form: media type, size, no file, no form, no account, another site's", async () => {
  expect(problemOf(await other.post("/sessions/import", {}))).toMatchObject({ status: 415 });
  const large = await bring(new Uint8Array(MAX_LOG_BYTES + 1));
  expect(problemOf(large)).toEqual({ status: 413, code: "PAYLOAD_TOO_LARGE" });
  const none = new FormData();
  none.set("name", "x");
  expect(problemOf(await sendForm(none, other)).code).toBe("VALIDATION_FAILED");
  const headers = { "content-type": "multipart/form-data; boundary=x" };
  const broken = await other.send("POST", "/sessions/import", { headers, body: "--x\r\nnothing" });
  expect(problemOf(broken)).toEqual({ status: 400, code: "MALFORMED_JSON" });
  expect(problemOf(await bring(log, new ApiClient(edge.url)))).toMatchObject({ status: 401 });
  const { headers: form, body } = await asBody(new FormData());
  const foreign = await other.send("POST", "/sessions/import", {
    headers: { ...form, origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" },
    body,
  });
  expect(problemOf(foreign).code).toBe("CSRF_REJECTED");
});

test("every event of it has its outbox row; what a writer adds to it is checked as everywhere", async () => {
  const made = await brought(log);
  const [counted] = await owner<{ events: number; rows: number }[]>`
    select (select count(*)::int from domain_events where session_id = ${made}) as events,
      (select count(*)::int from event_outbox where session_id = ${made}) as rows`;
  expect(counted?.rows).toBe(counted?.events);
  const concept = conceptContent("On and on");
  const saved = await other.command(made, "SAVE_CANDIDATE", {
    stage: "CHARACTERS",
    content: concept,
  });
  expect(saved.status).toBe(422);
});
