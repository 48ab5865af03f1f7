/** A book of titles, brought on by SQL alone. */
import type { STAGES } from "#shared/stages.ts";
import type { SessionFixture } from "./session-fixture.ts";

export const content = (title: string) => ({ title, facts: [{ label: "who", text: title }] });

export async function newest(of: SessionFixture, stage: (typeof STAGES)[number]) {
  const proposal = (await of.state()).stages[stage]?.proposals.at(-1);
  return {
    proposal_id: proposal?.proposal_id,
    candidate_id: proposal?.candidates[0]?.candidate_id,
  };
}

/** Ends what is pending in a session with these contents. */
export async function write(of: SessionFixture, ...titles: readonly string[]): Promise<void> {
  const command = (await of.state()).pending_commands[0]?.command_id;
  if (command === undefined) throw new Error("nothing is pending");
  await of.begin(command);
  await of.record(
    command,
    titles.map((title) => content(title)),
  );
}

export async function confirm(of: SessionFixture, stage: (typeof STAGES)[number]) {
  return of.accepted("CONFIRM_STAGE", await newest(of, stage));
}
