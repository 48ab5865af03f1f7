/** What Prefect itself says while a session waits for its writer, and after the answer. */
import postgres from "postgres";
import { expect, test } from "vitest";
import { z } from "zod";
import { askPrefect } from "../provision/prefect-api.ts";
import { startStudio } from "../provision/studio.ts";
import { ApiSession } from "./api-client.ts";

const flowRun = z.looseObject({ id: z.string(), state_type: z.string() });
const taskRuns = z.array(
  z.looseObject({ id: z.string(), name: z.string(), state_type: z.string() }),
);

interface Handle {
  correlation_id: string;
  flow_run_id: string;
  status: string;
  paused_by: string | null;
  command_id: string | null;
}

test("while the writer thinks, flow run and task run are PAUSED; the answer reaches the resumed flow", async () => {
  await using studio = await startStudio();
  const prefect = await studio.prefect();
  const sql = postgres(await studio.databaseUrl(), { max: 1, onnotice: () => {} });
  try {
    const session = await ApiSession.create(studio.url);
    const state = await session.generate("REQUEST_INSPIRATION");
    const handle = async () => {
      const [row] = await sql<Handle[]>`
        select correlation_id, flow_run_id, status, paused_by, command_id
        from flow_resume_handles where correlation_id = ${state.correlation_id}`;
      return row;
    };
    const run = async () =>
      flowRun.parse(
        await (await askPrefect(prefect, `/flow_runs/${(await handle())?.flow_run_id}`)).json(),
      );
    const waits = async () => {
      const response = await askPrefect(prefect, "/task_runs/filter", {
        body: {
          flow_runs: { id: { any_: [(await handle())?.flow_run_id] } },
          sort: "EXPECTED_START_TIME_DESC",
        },
      });
      return taskRuns
        .parse(await response.json())
        .filter((task) => task.name.startsWith("wait_for_user_input"));
    };

    await expect.poll(async () => (await handle())?.status).toBe("PAUSED");
    expect((await handle())?.paused_by).toBe("hook");
    expect((await run()).state_type).toBe("PAUSED");
    await expect.poll(async () => (await waits())[0]?.state_type).toBe("PAUSED");

    const pausedRun = (await run()).id;
    const answer = await session.post("REVISE_PROPOSAL", {
      ...(await session.newest(state, "CONCEPT_SELECTION")),
      feedback: "Make the ending colder.",
    });
    expect(answer.body.correlation_id).toBe(state.correlation_id);
    const revised = await session.settled();
    expect(await handle()).toMatchObject({ status: "RESUMED", command_id: answer.body.command_id });
    expect((await run()).id).toBe(pausedRun);
    // What Prefect kept as the run's input is the answer that the flow was resumed with.
    const inputs = await askPrefect(prefect, `/flow_runs/${pausedRun}/input/filter`, {
      body: { prefix: "", limit: 50 },
    });
    expect(await inputs.text()).toContain(String(answer.body.command_id));
    expect(revised.stages.CONCEPT_SELECTION.proposals.at(-1)?.origin.feedback).toBe(
      "Make the ending colder.",
    );
    // It waits again, in the same run, under a new key.
    expect(revised.correlation_id).not.toBe(state.correlation_id);
    await expect.poll(async () => (await run()).state_type).toBe("PAUSED");
  } finally {
    await sql.end();
  }
});
