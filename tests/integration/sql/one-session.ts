/** A database for the file, with the connections of edge and flow, and a fresh session before each test. */
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
