/** The stages of a test's session confirmed one after the other. */
import { STAGES, type Stage } from "#shared/stages.ts";
import { session } from "./one-session.ts";
import { content, newest as newestOf } from "./small-book.ts";

export const newest = (stage: Stage) => newestOf(session, stage);

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
