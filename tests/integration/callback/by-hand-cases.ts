/** What somebody does by hand in Prefect; told within the file that has a database and a scripted Prefect. */
import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { WaitFixture } from "./wait-fixture.ts";
import { app, service, prefect, started, pausedSession, messageOf, eventually } from "./setting.ts";

export function byHandCases(): void {
  describe("what is done by hand in Prefect", () => {
    const told = async () => {
      const [row] = await service<{ part: { status: string; problem: string | null } }[]>`
      select genesis.parts() -> 'prefect' as part`;
      return row?.part;
    };
    const isTold = (problem: string | null) =>
      eventually(async () =>
        expect(await told()).toMatchObject({
          status: problem === null ? "ok" : "degraded",
          problem,
        }),
      );

    it("is told by name: no deployment, no pool, a paused pool or queue, nobody who asks for runs", async () => {
      prefect.work = { poolPaused: false, queuePaused: false, workers: ["ONLINE"] };
      await started({ pausedForMs: 3_600_000 });
      await isTold(null);
      prefect.isDeployed = false;
      await isTold("DEPLOYMENT_MISSING");
      prefect.isDeployed = true;
      prefect.poolOfDeployment = null;
      await isTold("DEPLOYMENT_WITHOUT_POOL");
      prefect.poolOfDeployment = "removed";
      await isTold("POOL_MISSING");
      prefect.poolOfDeployment = "genesis";
      prefect.work.poolPaused = true;
      await isTold("POOL_PAUSED");
      prefect.work = { poolPaused: false, queuePaused: true, workers: ["ONLINE"] };
      await isTold("QUEUE_PAUSED");
      prefect.work = { poolPaused: false, queuePaused: false, workers: ["OFFLINE"] };
      await isTold("NO_WORKER_POLLS");
    });

    it("is told by name: other credentials, and then none that answers", async () => {
      prefect.work = { poolPaused: false, queuePaused: false, workers: ["ONLINE"] };
      await started();
      await isTold(null);
      prefect.isClosed = true;
      await isTold("PREFECT_REFUSES");
      prefect.isDown = true;
      await isTold("PREFECT_AWAY");
      prefect.isDown = false;
      await isTold("PREFECT_REFUSES");
      prefect.isClosed = false;
      await isTold(null);
    });

    it("a pause of the pool ends where a writer waits", async () => {
      const paused = { poolPaused: true, queuePaused: true, workers: ["ONLINE"] };
      prefect.work = paused;
      const { handle } = await started();
      const { wait } = await pausedSession();
      await handle(messageOf(await wait.ask()));
      await eventually(() =>
        expect(paused).toMatchObject({ poolPaused: false, queuePaused: false }),
      );
      await eventually(async () => expect((await told())?.problem).toBe(null));
    });

    it("a run that was resumed into no queue gives way to another, which has the answer", async () => {
      const { handle } = await started();
      const { wait } = await pausedSession();
      const run = prefect.runs.get(wait.run);
      if (run !== undefined) run.queueId = null;
      await handle(messageOf(await wait.ask()));
      await eventually(() => expect(prefect.runsOf(wait.session.session)).toHaveLength(1));
      await eventually(() => expect(run?.state).toBe("CANCELLED"));
    });

    it("a deployment that was made anew is found by the next run, and one without a queue starts none", async () => {
      const { handle } = await started();
      const asked = async () => {
        const wait = await WaitFixture.create(app, service);
        await handle(messageOf(await wait.ask()));
        return wait.session.session;
      };
      const owner = async (session: string) =>
        (
          await service<{ flow_run_id: string | null }[]>`
          select flow_run_id from genesis_sessions where session_id = ${session}`
        )[0]?.flow_run_id;
      const isOwnedByItsRun = (session: string) =>
        eventually(async () => {
          const run = prefect.runsOf(session).at(-1)?.id;
          expect(run).toBeDefined();
          expect(await owner(session)).toBe(run);
        });
      await isOwnedByItsRun(await asked());
      prefect.deployment = randomUUID();
      await isOwnedByItsRun(await asked());
      prefect.queueId = null;
      const lost = await asked();
      await eventually(() => expect(prefect.runsOf(lost)).not.toEqual([]));
      expect(await owner(lost)).toBe(null);
      await eventually(() =>
        expect(prefect.runsOf(lost)[0]).toMatchObject({
          state: "CANCELLED",
          cancelledFor: "It stands in no queue",
        }),
      );
      prefect.queueId = randomUUID();
      await isOwnedByItsRun(lost);
      expect(prefect.runsOf(lost).length).toBeGreaterThan(1);
    });

    it("a run that somebody else has paused gives way to another", async () => {
      const { handle } = await started();
      const wait = await WaitFixture.create(app, service);
      await wait.register(await wait.correlation());
      prefect.addRun("PAUSED", { id: wait.run });
      await handle(messageOf(await wait.ask()));
      await eventually(() => expect(prefect.runsOf(wait.session.session)).toHaveLength(1));
    });
  });
}
