/** A session before each test, and its stages confirmed one after the other. */
import type { Sql } from "postgres";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { STAGES, type Stage } from "#shared/stages.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { SessionFixture, connectAs } from "./session-fixture.ts";

export let database: TestDatabase;
export let app: Sql;
export let service: Sql;
export let session: SessionFixture;

beforeAll(async () => {
  database = await createDatabase();
  app = connectAs(database.url, "genesis_app");
  service = connectAs(database.url, "genesis_service");
});
afterAll(async () => {
  await Promise.all([app.end(), service.end()]);
  await database.drop();
});
beforeEach(async () => {
  session = await SessionFixture.create(app, service);
});

export const content = (title: string) => ({ title, facts: [{ label: "who", text: title }] });

export async function newest(stage: Stage) {
  const proposal = (await session.state()).stages[stage]?.proposals.at(-1);
  return {
    proposal_id: proposal?.proposal_id,
    candidate_id: proposal?.candidates[0]?.candidate_id,
  };
}

/** Confirms the newest candidate of each of these; what a confirmation starts is written. */
export async function confirm(stages: readonly Stage[]): Promise<void> {
  if (stages[0] === STAGES[0]) {
    await session.generate("SUBMIT_IDEA", { idea: "x" }, [content("A"), content("B")]);
  }
  for (const stage of stages) {
    const { command_id, status } = await session.accepted("CONFIRM_STAGE", await newest(stage));
    if (status === "COMPLETED") continue;
    await session.begin(command_id);
    await session.record(command_id, [content(`after ${stage}`)]);
  }
}

export async function statuses(): Promise<string> {
  const { stages } = await session.state();
  return STAGES.map((stage) => stages[stage]?.status.slice(0, 2)).join(" ");
}
