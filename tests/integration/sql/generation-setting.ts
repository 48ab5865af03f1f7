/** A session before each test, and concepts for it. */
import type { Sql } from "postgres";
import { afterAll, beforeAll, beforeEach } from "vitest";
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

export const concept = (title: string, who = "a diver") => ({
  title,
  logline: `${title} and the sea`,
  facts: [{ label: "who", text: who }],
});

export const concepts = async () => (await session.state()).stages.CONCEPT_SELECTION;

export async function confirm(stage: string) {
  const working = (await session.state()).stages[stage]?.working;
  return session.accepted("CONFIRM_STAGE", {
    proposal_id: working?.proposal_id,
    candidate_id: working?.candidate_id,
  });
}
