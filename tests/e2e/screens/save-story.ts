/** A hand's edit of a story, as the page would send it. */
import type { FakeSession } from "../../../ui/testing/fake-session.ts";

/** What a hand changed in the story, as a round of its own. */
export function saveStory(session: FakeSession, change: object): void {
  const round = session.state().stages.STORY_CONCEPTION.proposals.at(-1);
  const [candidate] = round?.candidates ?? [];
  if (!round || !candidate) throw new Error("there is no story yet");
  const { proposal_id } = round;
  const { candidate_id } = candidate;
  const content = { ...candidate.content, ...change };
  session.accept({
    command_type: "SAVE_CANDIDATE",
    payload: { stage: "STORY_CONCEPTION", content, proposal_id, candidate_id },
  });
}
