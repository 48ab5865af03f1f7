/**
 * A large book with a long log: 40 people, 60 chapters, every stage confirmed, opened again and changed
 * by hand over and over.
 */
import type { Sql } from "postgres";
import type { CommandType } from "#shared/commands/command-table.ts";
import { STAGES, type Stage } from "#shared/stages.ts";
import { englishNovel } from "#shared/testing/novel-fixture.ts";
import { withChapters, withPeople } from "../ui/large-book.ts";

/** Of those that change nothing but what is said of the book, so many in a transaction. */
const SMALL_AT_ONCE = 500;

const CONTENTS: Readonly<Record<Stage, Readonly<Record<string, unknown>>>> = {
  CONCEPT_SELECTION: englishNovel.concept,
  STORY_CONCEPTION: englishNovel.story,
  WORLDVIEW: englishNovel.world,
  CHARACTERS: withPeople({ ...englishNovel.characters }),
  PLOT_OUTLINE: withChapters({ ...englishNovel.outline }),
};

export interface LongBook {
  /** The version that its log has in the end. */
  readonly events: number;
  /** How often a stage is opened again, changed and confirmed: three events each. */
  readonly reopened: number;
}

interface Accepted {
  readonly outcome: string;
  readonly answer?: {
    readonly version: number;
    readonly result?: { readonly proposal_id?: string; readonly candidate_id?: string };
  };
}

/** @param app a connection as genesis_app; the session is new */
export async function writeLongBook(
  app: Sql,
  account: string,
  session: string,
  { events, reopened }: LongBook,
): Promise<void> {
  let version = 1;
  async function send(command: CommandType, payload: object) {
    const [row] = await app<{ accepted: Accepted }[]>`
      select genesis.accept_command(${account}, ${session}, ${command},
        ${JSON.stringify(payload)}::text::jsonb, null, null, null) as accepted`;
    const answer = row?.accepted.answer;
    if (answer === undefined) throw new Error(`${command}: ${JSON.stringify(row?.accepted)}`);
    version = answer.version;
    return { proposal_id: answer.result?.proposal_id, candidate_id: answer.result?.candidate_id };
  }
  const saved = new Map<Stage, Awaited<ReturnType<typeof send>>>();
  /** Made from the round before it. */
  async function save(stage: Stage, change: object = {}) {
    const content = { ...CONTENTS[stage], ...change };
    const round = await send("SAVE_CANDIDATE", { stage, content, ...saved.get(stage) });
    saved.set(stage, round);
    return round;
  }
  for (const stage of STAGES) await save(stage);
  for (const stage of STAGES) await send("CONFIRM_STAGE", { ...saved.get(stage) });
  for (let time = 0; time < reopened; time += 1) {
    const stage = time % 2 === 0 ? "PLOT_OUTLINE" : "CHARACTERS";
    await send("REOPEN_STAGE", { stage });
    const round = await save(stage, { title: `${englishNovel.title}, ${time}` });
    await send("CONFIRM_STAGE", { ...round });
    if (stage === "CHARACTERS") await send("KEEP_STAGE", { stage: "PLOT_OUTLINE" });
  }
  while (version < events) {
    const count = Math.min(SMALL_AT_ONCE, events - version);
    await app`
      select count(genesis.accept_command(${account}, ${session}, 'RENAME_SESSION',
        jsonb_build_object('title', 'Name ' || ${version}::int + n), null, null, null))
      from generate_series(1, ${count}::int) n`;
    version += count;
  }
}
