/**
 * Every row of the table of pause and resume, made to happen by a barrier, with real Prefect,
 * PostgreSQL, Valkey and the flow worker; and each with the cache on, off, stale and broken.
 */
import { pino } from "pino";
import { Registry } from "prom-client";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { CallbackConfig } from "../../../callback/config.ts";
import { type Callback, startCallback } from "../../../callback/start-callback.ts";
import { CACHE_MODES, type Cache, EXPECTED_LOOKUPS, cacheIn, lookups } from "./cache-modes.ts";
import {
  type Bystander,
  callbackConfig,
  makeBystander,
  startCallbackProcess,
} from "./race-callbacks.ts";
import { RaceStudio, eventually } from "./race-studio.ts";
import { raceActs } from "./race-acts.ts";
import { replacedRunCases } from "./replaced-run-cases.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let studio: RaceStudio;
/** A session that waits for its writer all the while; a stale cache names its handle. */
let bystander: Bystander;

beforeAll(async () => {
  studio = await RaceStudio.start();
}, 180_000);
afterAll(() => studio[Symbol.asyncDispose]());

describe.each(CACHE_MODES)("with the cache %s", (mode) => {
  let cache: Cache;
  let config: CallbackConfig;
  let registry: Registry;
  let callback: Callback;

  beforeAll(async () => {
    bystander ??= await makeBystander(studio);
    cache = await cacheIn(mode, studio, bystander.handleId);
    registry = new Registry();
    config = callbackConfig(studio, mode, cache.redis);
    callback = await startCallback(config, {
      log: pino({ level: "silent" }),
      registry,
    });
  });
  afterAll(async () => {
    await callback.stop();
    await cache[Symbol.asyncDispose]();
  });

  const acts = raceActs(
    () => studio,
    () => callback,
  );
  const { pausedSession, answer, resumeOf, blind, resumesOf, sweepCount, sweeps } = acts;

  describe.concurrent("whatever happens first", () => {
    it("the flow registers, Prefect pauses it, the hook says so, and the answer resumes it", async () => {
      const session = await studio.session();
      const register = await studio.barriers.hold("register_wait", session.session);
      const hook = await studio.barriers.hold("handle_paused", session.session);
      await callback.handle(await studio.ask(session, "REQUEST_INSPIRATION"));
      await register.reached();
      expect(await studio.wait(session)).toMatchObject({ status: "WAITING", is_answered: true });
      const reconciler = blind(await studio.ownerOf(session));
      await register.release();
      await hook.reached();
      const pending = await studio.waitIn(session, "PENDING_PAUSE");
      expect(await studio.run(pending.flow_run_id)).toMatchObject({
        state_type: "PAUSED",
        state: { state_details: { pause_key: pending.correlation_id } },
      });
      await hook.release();
      expect(await studio.waitIn(session, "PAUSED")).toMatchObject({ paused_by: "hook" });
      reconciler.remove();
      await callback.handle(await answer(session));
      await studio.hasSettled(session, 2);
      expect(await studio.statusOf(pending.correlation_id)).toBe("RESUMED");
      const next = await studio.waitIn(session, "PAUSED");
      expect(next.flow_run_id).toBe(pending.flow_run_id);
    });

    it("an answer that is there before the flow registers is returned without a pause", async () => {
      const { session, wait } = await pausedSession();
      const rerun = await studio.barriers.hold("register_wait", session.session);
      await callback.handle(await answer(session));
      // The run comes back for its answer, writes the second round and comes to its third wait.
      const register = await rerun.letOneThrough();
      await studio.hasSettled(session, 2);
      await register.reached();
      const third = await answer(session);
      await callback.handle(third);
      expect(await studio.wait(session)).toMatchObject({ status: "WAITING", is_answered: true });
      await register.release();
      await studio.hasSettled(session, 3);
      expect(await studio.statusOf(third.correlation_id ?? "")).toBe("RESUMED");
      const run = await studio.run(wait.flow_run_id);
      expect(run?.empirical_policy.pause_keys).not.toContain(third.correlation_id);
      expect(await studio.waitIn(session, "PAUSED")).toMatchObject({
        flow_run_id: wait.flow_run_id,
      });
    });

    it("an answer between the registration and Prefect's pause is found by the hook", async () => {
      const { session, wait } = await pausedSession();
      const rerun = await studio.barriers.hold("register_wait", session.session);
      await callback.handle(await answer(session));
      const register = await rerun.letOneThrough();
      await studio.hasSettled(session, 2);
      const pause = studio.workerGate.hold(
        "request",
        ({ path, body }) =>
          path.endsWith(`/flow_runs/${wait.flow_run_id}/set_state`) && body.includes("PAUSED"),
      );
      await register.release();
      await pause.arrived;
      const reconciler = blind(wait.flow_run_id);
      const pending = await studio.waitIn(session, "PENDING_PAUSE");
      expect(await studio.run(wait.flow_run_id)).toMatchObject({ state_type: "RUNNING" });
      await callback.handle(await answer(session));
      expect(await studio.wait(session)).toMatchObject({
        status: "PENDING_PAUSE",
        is_answered: true,
      });
      pause.release();
      await studio.hasSettled(session, 3);
      expect(await studio.statusOf(pending.correlation_id)).toBe("RESUMED");
      reconciler.remove();
    });

    it("an answer between Prefect's pause and the hook is found by the hook", async () => {
      const session = await studio.session();
      const hook = await studio.barriers.hold("handle_paused", session.session);
      await callback.handle(await studio.ask(session, "REQUEST_INSPIRATION"));
      const reconciler = blind(await studio.ownerOf(session));
      await hook.reached();
      const pending = await studio.waitIn(session, "PENDING_PAUSE");
      const message = await answer(session);
      await callback.handle(message);
      await callback.handle(studio.again(message));
      expect(resumesOf(pending)).toBe(0);
      await hook.release();
      await studio.hasSettled(session, 2);
      expect(resumesOf(pending)).toBe(1);
      reconciler.remove();
      expect(await studio.statusOf(pending.correlation_id)).toBe("RESUMED");
    });

    it("of many answers to a paused run one wins the lease and calls Prefect, once", async () => {
      const { session, wait } = await pausedSession();
      const resume = studio.callbackGate.hold("request", resumeOf(wait));
      const message = await answer(session);
      const copies = Array.from({ length: 5 }, () => callback.handle(studio.again(message)));
      await Promise.all([callback.handle(message), ...copies]);
      await resume.arrived;
      expect(await studio.wait(session)).toMatchObject({
        status: "PAUSED",
        is_answered: true,
        is_leased: true,
      });
      resume.release();
      await studio.hasSettled(session, 2);
      expect(resumesOf(wait)).toBe(1);
      expect(await studio.statusOf(wait.correlation_id)).toBe("RESUMED");
    });

    it("a hook that is lost is made up for by the reconciler, in two of its sweeps every 2 s", async () => {
      const session = await studio.session();
      const hook = await studio.barriers.hold("handle_paused", session.session);
      await studio.barriers.loseHooks(session.session);
      await callback.handle(await studio.ask(session, "REQUEST_INSPIRATION"));
      await hook.reached();
      const before = sweepCount();
      await hook.release();
      const wait = await studio.waitIn(session, "PAUSED");
      expect(wait.paused_by).toBe("reconciler");
      // It may be in the middle of one; the handle has to be a grace of 1.5 s old.
      expect(sweepCount() - before).toBeLessThanOrEqual(3);
      await callback.handle(await answer(session));
      await studio.hasSettled(session, 2);
    });

    it("a callback that dies before its call is replaced once its lease ran out, not before", async () => {
      const { session, wait } = await pausedSession();
      const dying = await startCallbackProcess(config);
      const resume = studio.callbackGate.hold("request", resumeOf(wait));
      await fetch(dying.url, { method: "POST", body: JSON.stringify(await answer(session)) });
      await resume.arrived;
      await dying.kill9();
      resume.cut();
      expect(await studio.wait(session)).toMatchObject({ status: "PAUSED", is_leased: true });
      // The living callback sweeps, and leaves the lease alone.
      await sweeps(2);
      expect(resumesOf(wait)).toBe(1);
      await session.letLeaseRunOut();
      await studio.hasSettled(session, 2);
      expect(resumesOf(wait)).toBe(2);
    });

    it("a Prefect that is away for a while is waited for, and the answer given", async () => {
      const { session, wait } = await pausedSession();
      const away = studio.callbackGate.answer(resumeOf(wait), () => ({
        status: 503,
        body: '{"detail":"starting"}',
      }));
      await callback.handle(await answer(session));
      await eventually(() => expect(resumesOf(wait)).toBeGreaterThan(1));
      expect(await studio.statusOf(wait.correlation_id)).toBe("PAUSED");
      expect((await session.state()).is_pending).toBe(true);
      away.remove();
      await studio.hasSettled(session, 2);
      const next = await studio.waitIn(session, "PAUSED");
      expect(next.flow_run_id).toBe(wait.flow_run_id);
    });

    it("the same answer five times, before and after the resume, has one effect", async () => {
      const { session, wait } = await pausedSession();
      const message = await answer(session);
      for (let time = 0; time < 5; time += 1) await callback.handle(studio.again(message));
      await studio.hasSettled(session, 2);
      const next = await studio.waitIn(session, "PAUSED");
      for (let time = 0; time < 5; time += 1) {
        await callback.handle({ ...studio.again(message), version: 2_000_000 + time });
      }
      await sweeps(1);
      expect(resumesOf(wait)).toBe(1);
      expect(await studio.wait(session)).toEqual(next);
      await studio.hasSettled(session, 2);
    });

    it("an old answer after a new pause is refused by the table, and by Prefect itself", async () => {
      const { session, wait } = await pausedSession();
      const old = await answer(session);
      await callback.handle(old);
      await studio.hasSettled(session, 2);
      const next = await studio.waitIn(session, "PAUSED");
      await callback.handle(studio.again(old));
      const run_input = { correlation_id: wait.correlation_id, payload: "{}" };
      const resumed = await studio.post(`/flow_runs/${wait.flow_run_id}/resume`, { run_input });
      expect(resumed).toMatchObject({ status: "REJECT" });
      expect(await studio.run(wait.flow_run_id)).toMatchObject({
        state_type: "PAUSED",
        state: { state_details: { pause_key: next.correlation_id } },
      });
      expect(await studio.wait(session)).toEqual(next);
    });

    it("a resume whose answer was cut off is told by Prefect's input, and given no second time", async () => {
      const { session, wait } = await pausedSession();
      const resume = studio.callbackGate.hold("response", resumeOf(wait));
      const register = await studio.barriers.hold("register_wait", session.session);
      await callback.handle(await answer(session));
      await resume.arrived;
      // Prefect took it, and the run comes back for it; its caller never hears of that.
      resume.cut();
      await session.letLeaseRunOut();
      // ABORT, or 409 while Prefect is still at it: the response input says that it was resumed.
      await eventually(async () =>
        expect(await studio.statusOf(wait.correlation_id)).toBe("RESUMED"),
      );
      await register.release();
      await studio.hasSettled(session, 2);
      expect(await studio.waitIn(session, "PAUSED")).toMatchObject({
        flow_run_id: wait.flow_run_id,
        run_epoch: wait.run_epoch,
      });
    });

    replacedRunCases(
      () => studio,
      () => callback,
      acts,
    );
  });

  it("the handles were found where this cache lets them be found", async () => {
    const found = await lookups(registry);
    expect(found).toMatchObject(EXPECTED_LOOKUPS[mode]);
    expect(found.CACHE + found.TABLE + found.STALE).toBeGreaterThan(10);
    if (mode === "on") expect(found.CACHE).toBeGreaterThan(0);
    // Nobody answered the bystander, whatever a cache said.
    expect(await studio.wait(bystander.session)).toEqual(bystander.wait);
  });
});
