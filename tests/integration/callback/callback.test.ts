/** The callback between a real database and a Prefect that follows a script. */
import { Registry } from "prom-client";
import { describe, expect, it } from "vitest";
import { WaitFixture } from "./wait-fixture.ts";
import {
  app,
  service,
  prefect,
  started,
  pausedSession,
  messageOf,
  handleStatuses,
  eventually,
  beats,
} from "./setting.ts";
import { byHandCases } from "./by-hand-cases.ts";

describe("an answer to a paused run", () => {
  it("is committed when the handler returns, and resumes the run with one JSON string", async () => {
    const { handle } = await started();
    const { wait, correlation } = await pausedSession();
    const answer = await wait.ask();
    await handle(messageOf(answer));
    expect(await wait.handles()).toMatchObject([{ resume_payload: answer }]);
    await eventually(async () => expect(await handleStatuses(wait)).toEqual(["RESUMED"]));
    expect(prefect.resumptions.filter((r) => r.flow_run_id === wait.run)).toEqual([
      { flow_run_id: wait.run, correlation_id: correlation, payload: answer },
    ]);
  });

  it("resumes it once, however often it is delivered", async () => {
    const { handle } = await started();
    const { wait } = await pausedSession();
    const answer = await wait.ask();
    await Promise.all(Array.from({ length: 5 }, () => handle(messageOf(answer))));
    await eventually(async () => expect(await handleStatuses(wait)).toEqual(["RESUMED"]));
    expect(prefect.resumptions.filter((r) => r.flow_run_id === wait.run)).toHaveLength(1);
    expect(prefect.runsOf(wait.session.session)).toEqual([]);
  });

  it("waits for a Prefect that is away, and is given once it is back", async () => {
    const { handle } = await started();
    const { wait } = await pausedSession();
    prefect.isDown = true;
    await handle(messageOf(await wait.ask()));
    await eventually(async () => {
      const [row] = await service<{ status: string }[]>`
        select status from part_heartbeats where part = 'prefect'`;
      expect(row?.status).not.toBe("ok");
    });
    expect(await handleStatuses(wait)).toEqual(["PAUSED"]);
    prefect.isDown = false;
    await eventually(async () => expect(await handleStatuses(wait)).toEqual(["RESUMED"]));
    expect(prefect.resumptions.filter((r) => r.flow_run_id === wait.run)).toHaveLength(1);
  });

  it("counts as given where Prefect took it and the answer was cut off", async () => {
    const { handle } = await started();
    const { wait } = await pausedSession();
    prefect.nextResumes.push("take and hang");
    await handle(messageOf(await wait.ask()));
    await eventually(() => expect(prefect.runs.get(wait.run)?.state).toBe("SCHEDULED"));
    await eventually(async () => {
      await wait.session.letLeaseRunOut();
      expect(await handleStatuses(wait)).toEqual(["RESUMED"]);
    });
    expect(prefect.resumptions.filter((r) => r.flow_run_id === wait.run)).toHaveLength(1);
    expect(prefect.runsOf(wait.session.session)).toEqual([]);
  });

  it("is given again after a conflict, and after a schema that was not saved yet", async () => {
    const { handle } = await started();
    const { wait } = await pausedSession();
    prefect.nextResumes.push(
      { status: 409, body: { detail: "conflict" } },
      {
        status: 200,
        body: { status: "REJECT", details: { reason: "Run input schema not found." } },
      },
    );
    await handle(messageOf(await wait.ask()));
    await eventually(async () => expect(await handleStatuses(wait)).toEqual(["RESUMED"]));
    expect(prefect.runsOf(wait.session.session)).toEqual([]);
  });

  it("goes to a new run where Prefect has lost the paused one", async () => {
    const { handle } = await started();
    const { wait } = await pausedSession();
    prefect.runs.delete(wait.run);
    const answer = await wait.ask();
    await handle(messageOf(answer));
    await eventually(async () => {
      expect(prefect.runsOf(wait.session.session)).toHaveLength(1);
      expect(await handleStatuses(wait)).toEqual(["EXPIRED", "WAITING"]);
    });
    const [run] = prefect.runsOf(wait.session.session);
    expect(run?.parameters).toEqual({ session_id: wait.session.session, run_epoch: 2 });
    const found = await wait.register(answer.correlation_id, run?.id, 2);
    expect(found).toEqual({ outcome: "ANSWERED", payload: answer });
  });

  it("goes to a new run where the paused one waits for something else, which is cancelled", async () => {
    const { handle } = await started();
    const { wait } = await pausedSession();
    prefect.addRun("PAUSED", { id: wait.run, pauseKey: "another wait" });
    await handle(messageOf(await wait.ask()));
    await eventually(() => {
      expect(prefect.runsOf(wait.session.session)).toHaveLength(1);
      expect(prefect.runs.get(wait.run)?.state).toBe("CANCELLED");
    });
  });
});

describe("a Prefect that says no", () => {
  const validation = { status: 422, body: { detail: "parameters do not match" } };

  it("to a resume for good: the answer goes to a new run", async () => {
    const { handle } = await started();
    const { wait } = await pausedSession();
    prefect.nextResumes.push(validation);
    await handle(messageOf(await wait.ask()));
    await eventually(() => expect(prefect.runsOf(wait.session.session)).toHaveLength(1));
  });

  it.each([401, 403, 429, 500])("with %i for a while: the answer waits for it", async (status) => {
    const { handle } = await started();
    const { wait } = await pausedSession();
    prefect.nextResumes.push({ status, body: { detail: "not now" } });
    await handle(messageOf(await wait.ask()));
    await eventually(async () => {
      await wait.session.letLeaseRunOut();
      expect(await handleStatuses(wait)).toEqual(["RESUMED"]);
    });
    expect(prefect.runsOf(wait.session.session)).toEqual([]);
  });

  it("nothing at all: the answer is given again once the lease ran out", async () => {
    const { handle } = await started();
    const { wait } = await pausedSession();
    prefect.nextResumes.push("hang");
    await handle(messageOf(await wait.ask()));
    await eventually(() => expect(prefect.nextResumes).toEqual([]));
    expect(await handleStatuses(wait)).toEqual(["PAUSED"]);
    await eventually(async () => {
      await wait.session.letLeaseRunOut();
      expect(await handleStatuses(wait)).toEqual(["RESUMED"]);
    });
    expect(prefect.resumptions.filter((r) => r.flow_run_id === wait.run)).toHaveLength(1);
  });

  it("to every start for good: the command ends with a word, and the next one starts", async () => {
    const registry = new Registry();
    const callback = await started({}, { registry });
    const wait = await WaitFixture.create(app, service);
    prefect.createRefusal = validation;
    await callback.handle(messageOf(await wait.ask()));
    await eventually(async () => {
      const state = await wait.session.state();
      expect(state.last_error).toMatchObject({ code: "EVENT_UNDELIVERABLE" });
      expect(state.is_pending).toBe(false);
    });
    const letters = registry.getSingleMetric("genesis_callback_dead_letters_total");
    expect((await letters?.get())?.values).toMatchObject([{ value: 1 }]);
    prefect.createRefusal = null;
    await callback.handle(messageOf(await wait.ask()));
    await eventually(() => expect(prefect.runsOf(wait.session.session)).toHaveLength(1));
  });

  it("to a start for a while, as with a wrong key: nothing ends", async () => {
    const { handle } = await started();
    const wait = await WaitFixture.create(app, service);
    prefect.createRefusal = { status: 401, body: {} };
    await handle(messageOf(await wait.ask()));
    const before = await beats();
    await eventually(async () => expect(await beats()).toBeGreaterThan(before));
    expect((await wait.session.state()).is_pending).toBe(true);
    prefect.createRefusal = null;
    await eventually(() => expect(prefect.runsOf(wait.session.session)).toHaveLength(1));
  });
});

describe("an answer that nobody waits for", () => {
  it("starts a run, one only, and the session's owner is that run", async () => {
    const { handle } = await started();
    const wait = await WaitFixture.create(app, service);
    const message = messageOf(await wait.ask());
    await Promise.all([handle(message), handle(message), handle(message)]);
    const session = wait.session.session;
    await eventually(async () => {
      const [row] = await service<{ flow_run_id: string | null; run_epoch: number }[]>`
        select flow_run_id, run_epoch from genesis_sessions where session_id = ${session}`;
      expect(row).toEqual({ flow_run_id: prefect.runsOf(session)[0]?.id, run_epoch: 2 });
    });
    expect(prefect.runsOf(session)).toHaveLength(1);
  });

  it("is left to a run that is still on its way to its wait", async () => {
    const { handle } = await started({ staleAfterMs: 60_000 });
    const wait = await WaitFixture.create(app, service);
    prefect.addRun("RUNNING", { id: wait.run });
    await wait.session.hasRun(wait.run);
    const answer = await wait.ask();
    await handle(messageOf(answer));
    // Several sweeps later it is still that run's.
    const before = await beats();
    await eventually(async () => expect(await beats()).toBeGreaterThan(before));
    expect(prefect.runsOf(wait.session.session)).toEqual([]);
    expect(await wait.register(answer.correlation_id)).toMatchObject({ outcome: "ANSWERED" });
  });

  it("replaces a run that is paused on a wait which a stop has ended", async () => {
    const { handle } = await started();
    const { wait } = await pausedSession();
    const stopped = await wait.ask();
    await wait.session.accepted("CANCEL_GENERATION");
    await handle(messageOf(stopped));
    await handle(messageOf(await wait.ask()));
    await eventually(() => {
      expect(prefect.runsOf(wait.session.session)).toHaveLength(1);
      expect(prefect.runs.get(wait.run)?.state).toBe("CANCELLED");
    });
    expect(prefect.resumptions.filter((r) => r.flow_run_id === wait.run)).toEqual([]);
  });
});

describe("what was lost on the way", () => {
  it("a pause whose hook never came is found, and its answer given", async () => {
    await started();
    const wait = await WaitFixture.create(app, service);
    const correlation = await wait.correlation();
    await wait.register(correlation);
    prefect.addRun("PAUSED", { id: wait.run, pauseKey: correlation });
    await wait.deliver(await wait.ask());
    await eventually(async () => expect(await handleStatuses(wait)).toEqual(["RESUMED"]));
    expect(await wait.handles()).toMatchObject([{ paused_by: "reconciler" }]);
  });

  it("an answer that the broker lost is delivered from the log", async () => {
    await started();
    const { wait } = await pausedSession();
    await wait.ask();
    await eventually(async () => expect(await handleStatuses(wait)).toEqual(["RESUMED"]));
  });

  it("a command whose worker died gets a new run, and after three attempts its end", async () => {
    await started({ repeatAfterMs: 60_000 });
    const wait = await WaitFixture.create(app, service);
    const session = wait.session.session;
    prefect.addRun("RUNNING", { id: wait.run });
    await wait.session.hasRun(wait.run);
    const { command_id } = await wait.ask();
    await wait.session.begin(command_id, 1);
    for (const attempt of [2, 3]) {
      // The new run is picked up, begins, and dies as well.
      const run = await eventually(() => {
        const found = prefect.runsOf(session)[attempt - 2];
        if (found === undefined) throw new Error("no new run yet");
        return found;
      });
      run.state = "RUNNING";
      const [row] = await service<{ begun: { attempt: number } }[]>`
        select genesis.begin_command(${command_id}, ${attempt}, ${run.id}) as begun`;
      expect(row?.begun.attempt).toBe(attempt);
    }
    await eventually(async () => {
      const state = await wait.session.state();
      expect(state.is_pending).toBe(false);
      expect(state.last_error).toMatchObject({ code: "WORKER_LOST" });
    });
  });

  it("a command that nobody ever began ends when its time is over", async () => {
    await started({ receivedTimeoutMs: 500, receivedTimeoutConfirmMs: 300 });
    const wait = await WaitFixture.create(app, service);
    await wait.ask();
    await eventually(async () => {
      expect((await wait.session.state()).last_error).toMatchObject({ code: "TIMED_OUT" });
    });
  });

  it("no command ends while Prefect is away", async () => {
    await started({ receivedTimeoutMs: 100, receivedTimeoutConfirmMs: 200 });
    prefect.isDown = true;
    const wait = await WaitFixture.create(app, service);
    await wait.ask();
    const before = await beats();
    await eventually(async () => expect(await beats()).toBeGreaterThan(before));
    expect((await wait.session.state()).is_pending).toBe(true);
  });
});

byHandCases();
