import "../../testing/all-words.ts";
import { expect, test } from "vitest";
import { createFakeApi } from "../../testing/fake-api.ts";
import { historyLines } from "./history.ts";

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
