/** `deno task edge` serves a whole session. */
import { expect, test } from "vitest";
import { STAGES } from "#shared/stages.ts";
import { startEdge } from "../provision/edge.ts";
import { startStudio } from "../provision/studio.ts";
import { ApiSession } from "./api-client.ts";

test("an edge on Deno takes a session from its first command to the novel", async () => {
  await using studio = await startStudio();
  await using edge = await startEdge("deno", { env: { DATABASE_URL: await studio.databaseUrl() } });
  const session = await ApiSession.create(edge.url, "zh-CN");
  let state = await session.generate("SUBMIT_IDEA", { idea: "一座只在退潮时出现的图书馆。" });
  for (const stage of STAGES.slice(0, -1)) {
    state = await session.generate("CONFIRM_STAGE", await session.newest(state, stage));
  }
  const confirmed = await session.post(
    "CONFIRM_STAGE",
    await session.newest(state, "PLOT_OUTLINE"),
  );
  expect(confirmed.status).toBe(200);
  const finished = await session.post("FINISH_GENESIS");
  expect(finished.status).toBe(200);
  // The edge on Node says the same of it.
  expect(await session.at(studio.url).state()).toEqual(await session.state());
});
