/** Concepts for the session of a test, and its stages confirmed. */
import { session } from "./one-session.ts";

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
