/** `npm run look`: one session's way, as an operator sees it, and no text of its writer. */
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { runProgram } from "../../../local/processes/run-program.ts";
import { repositoryRoot } from "../../../local/repository-root.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { plainEnvironment } from "../../provision/processes.ts";
import { connectAs, SessionFixture } from "../sql/session-fixture.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

async function look(...args: readonly string[]) {
  const { code, output } = await runProgram(
    process.execPath,
    [join("local", "commands", "look.ts"), ...args],
    { cwd: repositoryRoot, env: { ...plainEnvironment(), DATABASE_URL: database.url } },
  );
  return { code, output: output.trim() };
}

const looked = z.object({
  session: z.object({ session_id: z.string(), version: z.int() }),
  timeline: z.array(z.looseObject({ part: z.string(), what: z.string() })),
});

test("a session's command, events, outbox rows and wait are in one timeline, without its texts", async () => {
  const app = connectAs(database.url, "genesis_app");
  const service = connectAs(database.url, "genesis_service");
  const session = await SessionFixture.create(app, service);
  await session.accepted("SUBMIT_IDEA", { idea: "a lighthouse that lies" });
  await Promise.all([app.end(), service.end()]);
  const { code, output } = await look(`http://studio/sessions/${session.session}`, "--json");
  expect(code).toBe(0);
  expect(output).not.toContain("lighthouse");
  const { timeline, ...found } = looked.parse(JSON.parse(output));
  expect(found.session).toEqual({ session_id: session.session, version: 2 });
  const steps = timeline.map(({ part, what }) => `${part} ${what}`);
  for (const step of [
    "event genesis.session.created",
    "command SUBMIT_IDEA received",
    "event genesis.idea.submitted",
    "outbox pending",
    "task pending",
  ]) {
    expect(steps).toContain(step);
  }
  const told = await look(session.session);
  expect(told.output.split("\n")[0]).toContain(`session_id=${session.session}`);
  expect(told.output).toMatch(/ command  SUBMIT_IDEA received /);
});

test("what is no session is said, and what is no id", async () => {
  const unknown = await look("01890000-0000-7000-8000-000000000000");
  expect(unknown).toEqual({
    code: 1,
    output: "There is no session 01890000-0000-7000-8000-000000000000",
  });
  expect((await look("everything")).code).toBe(2);
  expect((await look("--help")).output).toContain("npm run look -- SESSION");
});
