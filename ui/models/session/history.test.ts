import "../../testing/all-words.ts";
import { expect, test } from "vitest";
import { createFakeApi } from "../../testing/fake-api.ts";
import { createHistory, historyLines } from "./history.ts";

test("the log reads as acts with what came of them, hand edits in a row folded", () => {
  const { session } = createFakeApi();
  const finish = () => {
    while (session.state().is_pending) session.write(10_000);
  };
  session.accept({ command_type: "REQUEST_INSPIRATION", payload: { genre: "Mystery" } });
  finish();
  const round = session.state().stages.CONCEPT_SELECTION.proposals[0];
  const ids = {
    proposal_id: round?.proposal_id ?? "",
    candidate_id: round?.candidates[0]?.candidate_id ?? "",
  };
  session.accept({ command_type: "SELECT_CANDIDATE", payload: ids });
  session.accept({ command_type: "SELECT_CANDIDATE", payload: { ...ids, locked: ["/tone"] } });
  session.accept({ command_type: "REVISE_PROPOSAL", payload: { ...ids, feedback: "older" } });
  finish();
  const content = { ...round?.candidates[0]?.content };
  for (let edit = 0; edit < 3; edit += 1) {
    session.accept({
      command_type: "SAVE_CANDIDATE",
      payload: { stage: "CONCEPT_SELECTION", content },
    });
  }
  session.accept({ command_type: "REGENERATE_PROPOSAL", payload: {} });
  session.fail("MODEL_UNAVAILABLE");

  const lines = historyLines(session.events);
  expect(lines.map(({ act, result }) => [act, result])).toEqual([
    [
      { kind: "inspiration", genre: "Mystery" },
      { kind: "ready", count: 3, changed: 0 },
    ],
    [{ kind: "selected", locked: 1 }, null],
    [
      { kind: "revision", feedback: "older" },
      { kind: "ready", count: 1, changed: 1 },
    ],
    [{ kind: "saved", count: 3 }, null],
    [{ kind: "regeneration", locked: 0 }, { kind: "failed" }],
  ]);
});

test("a long log is read from its end, a part at a time, and what is added later joins it", async () => {
  const { api, session } = createFakeApi();
  const add = () => session.accept({ command_type: "SET_BUDGET", payload: { limit_usd: 1 } });
  for (let n = 0; n < 9; n += 1) add();
  const history = createHistory("x", api, () => session.state().version, 4);
  const versions = () => history.events.value.map(({ version }) => version);
  await history.load();
  expect([versions(), history.hasEarlier.value]).toEqual([[7, 8, 9, 10], true]);
  add();
  await history.load();
  await history.loadEarlier();
  expect([versions(), history.hasEarlier.value]).toEqual([[3, 4, 5, 6, 7, 8, 9, 10, 11], true]);
  await history.loadEarlier();
  expect([versions().length, history.hasEarlier.value]).toEqual([10, false]);
});
