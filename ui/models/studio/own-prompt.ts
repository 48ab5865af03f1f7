/** What the model is told for a stage of this book, where the writer changes it. */
import type { Stage } from "#shared/stages.ts";
import type { SessionModel } from "../session/session.ts";

/** @param prompt null, or nothing but blanks: what comes with the studio again. False where it was not taken. */
export async function savePrompt(
  session: SessionModel,
  stage: Stage,
  prompt: string | null,
): Promise<boolean> {
  const brief = session.state.value?.brief;
  if (brief === undefined) return false;
  const { [stage]: _, ...others } = brief.prompts ?? {};
  const prompts = prompt === null || prompt.trim() === "" ? others : { ...others, [stage]: prompt };
  const outcome = await session.send({ command_type: "UPDATE_BRIEF", payload: { prompts } });
  if (outcome.outcome !== "accepted") return false;
  await session.refresh();
  return true;
}
