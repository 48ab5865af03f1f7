/**
 * What one revision costs on the way from the database to the page, in bytes and in queries: an event
 * crosses once. The page is told the facts and asks for the state; a program is told all of it.
 */
import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { API_BASE } from "#shared/http/http.ts";
import { NOVEL_PARTS, STAGES } from "#shared/stages.ts";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { craftedNovel } from "../../chaos/abuse/contents.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { SessionFixture, connectAs } from "../sql/session-fixture.ts";
import { ApiClient, fields } from "./client.ts";
import { EventStream } from "./event-stream.ts";
import { startTestEdge } from "./test-edge.ts";
import { type WireCounter, startWireCounter } from "./wire-counter.ts";

let database: TestDatabase;
let wire: WireCounter;
let edge: StartedEdge;
let app: Sql;
let service: Sql;
let writer: ApiClient;
let book: SessionFixture;

beforeAll(async () => {
  database = await createDatabase();
  wire = await startWireCounter(database.url);
  edge = await startTestEdge(wire.url);
  app = connectAs(database.url, "genesis_app");
  service = connectAs(database.url, "genesis_service");
  writer = new ApiClient(edge.url);
  const session = await writer.createSession();
  book = await SessionFixture.adopt(app, service, session);
  const foundation = craftedNovel();
  for (const stage of STAGES) {
    const content = foundation[NOVEL_PARTS[stage]];
    const saved = await writer.command(session, "SAVE_CANDIDATE", { stage, content });
    if (stage === "PLOT_OUTLINE") break;
    await writer.command(session, "CONFIRM_STAGE", Object(fields(saved)["result"]));
    const { is_pending } = await book.state();
    if (is_pending) await writer.command(session, "CANCEL_GENERATION");
  }
});
afterAll(async () => {
  await Promise.all([edge.stop(), app.end(), service.end()]);
  await wire[Symbol.asyncDispose]();
  await database.drop();
});

/** As a page follows it, or a program: the bytes of its events, and the edge's questions meanwhile. */
async function revised(told: "whole" | "facts") {
  const { version, stages } = await book.state();
  const url = `${edge.url}${API_BASE}/events/stream?told=${told}&after=${book.session}:${version}`;
  const stream = await EventStream.open(url, { cookie: writer.cookie ?? "" });
  const proposal = stages["PLOT_OUTLINE"]?.proposals.at(-1);
  const candidate = proposal?.candidates[0];
  const before = wire.executed.length;
  const sent = await writer.command(book.session, "REVISE_PROPOSAL", {
    proposal_id: proposal?.proposal_id,
    candidate_id: candidate?.candidate_id,
    feedback: "colder",
  });
  expect(sent.status).toBe(202);
  const command = String(fields(sent)["command_id"]);
  await book.begin(command);
  await book.record(command, [{ ...candidate?.content, why: `colder ${told}` }]);
  await service`select genesis.wake('events', ${book.session})`;
  await expect.poll(() => stream.events.length).toBe(3);
  const state = await writer.get(`/sessions/${book.session}/state`);
  await stream.close();
  const asked = (of: RegExp) => wire.executed.slice(before).filter((sql) => of.test(sql)).length;
  return {
    types: stream.events.map(({ event }) => event),
    events: stream.events.map(({ data }) => data),
    bytes: Buffer.byteLength(JSON.stringify(stream.events)),
    stateBytes: Buffer.byteLength(state.text),
    asked: {
      state: asked(/genesis\.session_state\(/),
      events: asked(/genesis\.events_since\(/),
      looks: asked(/genesis\.recent_work\(/),
    },
    content: Buffer.byteLength(JSON.stringify(candidate?.content)),
  };
}

test("the page hears of a revision in some hundred bytes, and gets its content once, with the state", async () => {
  const whole = await revised("whole");
  const facts = await revised("facts");
  const types = ["revision.requested", "generation.started", "proposal.ready"];
  expect(facts.types).toEqual(types.map((type) => `genesis.${type}`));
  expect(whole.types).toEqual(facts.types);
  // A program still has the whole proposal, as the contract says.
  expect(whole.bytes).toBeGreaterThan(whole.content);
  expect(whole.events.at(-1)).toMatchObject({ payload: { proposal: { stage: "PLOT_OUTLINE" } } });
  expect(facts.bytes).toBeLessThan(1_500);
  expect(facts.events.every((event) => event !== null && !("payload" in event))).toBe(true);
  expect(facts.events.at(-1)).toMatchObject({ event_type: "genesis.proposal.ready" });
  for (const { asked } of [whole, facts]) {
    expect(asked.state).toBe(1);
    // One for each wake: of the opening, of the command, of its end; and where a look found news.
    expect(asked.events).toBeLessThanOrEqual(4 + asked.looks);
  }
});
