/** What each side finds, whatever happens first: the flow's pause or the writer's answer. */
import type { Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestDatabase, createDatabase } from "../../provision/postgres.ts";
import { connectAs } from "../sql/session-fixture.ts";
import { WaitFixture } from "./wait-fixture.ts";

let database: TestDatabase;
let app: Sql;
let service: Sql;

beforeAll(async () => {
  database = await createDatabase();
  app = connectAs(database.url, "genesis_app");
  service = connectAs(database.url, "genesis_service", 12);
});

afterAll(async () => {
  await Promise.all([app.end(), service.end()]);
  await database.drop();
});

const start = () => WaitFixture.create(app, service);

describe("a wait and its answer", () => {
  it("the flow registers first: it pauses, and the hook says so", async () => {
    const wait = await start();
    const correlation = await wait.correlation();
    expect(await wait.register(correlation)).toMatchObject({ outcome: "PAUSE" });
    expect(await wait.handles()).toMatchObject([{ status: "PENDING_PAUSE" }]);
    expect(await wait.paused(correlation)).toEqual({ outcome: "PAUSED" });
    expect(await wait.handles()).toMatchObject([{ status: "PAUSED", paused_by: "hook" }]);
  });

  it("the answer comes first: registering finds it, and the task does not pause at all", async () => {
    const wait = await start();
    const answer = await wait.ask();
    expect(await wait.deliver(answer)).toMatchObject({ outcome: "START", run_epoch: 1 });
    expect(await wait.handles()).toMatchObject([{ status: "WAITING", resume_payload: answer }]);
    expect(await wait.register(answer.correlation_id)).toEqual({
      outcome: "ANSWERED",
      payload: answer,
    });
    expect(await wait.handles()).toMatchObject([{ status: "RESUMED", flow_run_id: wait.run }]);
  });

  it("the answer comes while the pause is asked for: the hook sees it and the run is resumed", async () => {
    const wait = await start();
    const correlation = await wait.correlation();
    await wait.register(correlation);
    const answer = await wait.ask();
    expect(await wait.deliver(answer)).toEqual({ outcome: "STORED", found_by: "TABLE" });
    expect(await wait.paused(correlation)).toMatchObject({
      outcome: "RESUME",
      flow_run_id: wait.run,
    });
    expect(await wait.takeResumes()).toMatchObject([{ correlation_id: correlation, attempts: 1 }]);
    expect(await wait.takeResumes()).toEqual([]);
  });

  it("of many deliveries to a paused run one wins the lease, and only one", async () => {
    const wait = await start();
    await wait.pause();
    const answer = await wait.ask();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => wait.deliver(answer)));
    const won = outcomes.filter((o) => o.outcome === "RESUME");
    expect(won).toMatchObject([{ flow_run_id: wait.run }]);
    expect(outcomes.filter((o) => o.outcome === "DUPLICATE")).toHaveLength(9);
    expect(await wait.takeResumes()).toEqual([]);
    expect(await wait.resumed(answer.correlation_id)).toEqual({ outcome: "RESUMED" });
    expect(await wait.resumed(answer.correlation_id)).toEqual({ outcome: "NONE" });
    expect(await wait.deliver(answer)).toEqual({ outcome: "DUPLICATE" });
  });

  it("the hook is lost: the reconciler says that the run is paused", async () => {
    const wait = await start();
    const correlation = await wait.correlation();
    await wait.register(correlation);
    expect(await wait.paused(correlation, "reconciler")).toEqual({ outcome: "PAUSED" });
    // The hook that comes after it changes nothing.
    expect(await wait.paused(correlation, "hook")).toEqual({ outcome: "PAUSED" });
    expect(await wait.handles()).toMatchObject([{ status: "PAUSED", paused_by: "reconciler" }]);
  });

  it("the callback dies before it calls Prefect: the lease is retaken once it ran out, not before", async () => {
    const wait = await start();
    const correlation = await wait.pause();
    await wait.deliver(await wait.ask());
    expect(await wait.takeResumes()).toEqual([]);
    await wait.session.letLeaseRunOut();
    const taken = await Promise.all([wait.takeResumes(), wait.takeResumes(), wait.takeResumes()]);
    expect(taken.flat()).toMatchObject([{ correlation_id: correlation, attempts: 2 }]);
  });

  it("an old answer after a new wait has no effect", async () => {
    const wait = await start();
    await wait.pause();
    const old = await wait.ask();
    await wait.deliver(old);
    await wait.register(old.correlation_id);
    await wait.session.accepted("CANCEL_GENERATION");
    const correlation = await wait.pause();
    expect(correlation).not.toBe(old.correlation_id);
    expect(await wait.deliver(old)).toEqual({ outcome: "ENDED" });
    expect(await wait.handles()).toMatchObject([
      { status: "RESUMED" },
      { status: "PAUSED", resume_payload: null },
    ]);
  });

  it("the run crashed after it was answered: the next run finds the answer", async () => {
    const wait = await start();
    await wait.pause();
    const answer = await wait.ask();
    await wait.deliver(answer);
    const claims = await Promise.all([1, 2, 3].map(() => wait.claim(answer.correlation_id)));
    expect(claims.map((c) => c.outcome).toSorted()).toEqual(["CLAIMED", "LOST", "LOST"]);
    expect(claims.find((c) => c.outcome === "CLAIMED")).toMatchObject({
      run_epoch: 2,
      former_flow_run_id: wait.run,
    });
    expect(await wait.register(answer.correlation_id, wait.run, 1)).toEqual({ outcome: "REFUSED" });
    const next = crypto.randomUUID();
    expect(await wait.register(answer.correlation_id, next, 2)).toEqual({
      outcome: "ANSWERED",
      payload: answer,
    });
    // It crashes as well, before it began: the answer still stands.
    expect(await wait.register(answer.correlation_id, next, 2)).toMatchObject({
      outcome: "ANSWERED",
    });
  });
});

describe("what has ended", () => {
  it("a stopped command's answer resumes nothing, and a handle with its answer expires", async () => {
    const wait = await start();
    await wait.pause();
    const answer = await wait.ask();
    await wait.deliver(answer);
    await wait.session.accepted("CANCEL_GENERATION");
    expect(await wait.handles()).toMatchObject([{ status: "EXPIRED" }]);
    expect(await wait.deliver(answer)).toEqual({ outcome: "ENDED" });
    expect(await wait.takeResumes()).toEqual([]);
  });

  it("no run is started for a session in which nothing is pending", async () => {
    const wait = await start();
    const correlation = await wait.pause();
    expect(await wait.claim(correlation)).toEqual({ outcome: "IDLE" });
    expect(await wait.handles()).toMatchObject([{ status: "EXPIRED" }]);
  });

  it("no run is started for a wait that the session has left behind meanwhile", async () => {
    const wait = await start();
    const old = await wait.ask();
    await wait.session.accepted("CANCEL_GENERATION");
    const correlation = await wait.pause();
    expect(await wait.claim(old.correlation_id)).toEqual({ outcome: "OUTDATED" });
    expect(await wait.handles()).toMatchObject([{ correlation_id: correlation, status: "PAUSED" }]);
  });

  it("an event of an unknown session or command has no effect", async () => {
    const wait = await start();
    const answer = await wait.ask();
    const stranger = crypto.randomUUID();
    expect(await wait.deliver({ ...answer, session_id: stranger })).toEqual({ outcome: "ENDED" });
    expect(await wait.deliver({ ...answer, command_id: stranger })).toEqual({ outcome: "ENDED" });
    expect(await wait.deliver({ ...answer, correlation_id: stranger })).toEqual({
      outcome: "ENDED",
    });
    expect(await wait.handles()).toEqual([]);
  });
});
