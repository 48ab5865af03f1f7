/** Sessions in every condition that a writer leaves them in, for requests to be made against. */
import { z } from "zod";
import { STAGES, type Stage } from "#shared/stages.ts";
import { englishNovel } from "#shared/testing/novel-fixture.ts";
import { ApiCaller } from "./api-caller.ts";

export interface Seed {
  /** The account's cookie, `name=value`. */
  readonly cookie: string;
  readonly sessions: readonly string[];
  readonly novels: readonly string[];
  /** Of a list's next page. */
  readonly cursors: readonly string[];
  readonly proposals: readonly string[];
  readonly candidates: readonly string[];
}

const session = z.object({ session_id: z.string() });
const saved = z.object({ result: z.object({ proposal_id: z.string(), candidate_id: z.string() }) });
const finished = z.object({ result: z.object({ novel_id: z.string() }) });

const page = z.object({ next: z.string() });

type Saved = z.infer<typeof saved>["result"];

const CONTENTS: Readonly<Record<Stage, object>> = {
  CONCEPT_SELECTION: englishNovel.concept,
  STORY_CONCEPTION: englishNovel.story,
  WORLDVIEW: englishNovel.world,
  CHARACTERS: englishNovel.characters,
  PLOT_OUTLINE: englishNovel.outline,
};

/** @param url an edge's */
export async function seed(url: string): Promise<Seed> {
  const caller = new ApiCaller(url);
  const open = async () =>
    session.parse(await caller.post("/sessions", { language: "en" })).session_id;
  const command = (id: string, command_type: string, payload: object = {}) =>
    caller.post(`/sessions/${id}/commands`, { command_type, payload });
  const save = async (id: string, stage: Stage) =>
    saved.parse(await command(id, "SAVE_CANDIDATE", { stage, content: CONTENTS[stage] })).result;

  const fresh = await open();
  const generating = await open();
  await command(generating, "REQUEST_INSPIRATION", { genre: "mystery" });
  const drafted = await open();
  const targets: Saved[] = [];
  for (const stage of STAGES) targets.push(await save(drafted, stage));
  const whole = await open();
  for (const stage of STAGES) targets.push(await save(whole, stage));
  for (const target of targets.slice(STAGES.length)) await command(whole, "CONFIRM_STAGE", target);
  const { novel_id } = finished.parse(await command(whole, "FINISH_GENESIS")).result;
  if (caller.cookie === null) throw new Error("the edge gave no cookie");
  const cursors: string[] = [];
  for (const list of ["/sessions", `/sessions/${whole}/proposals`]) {
    const { next } = page.parse(await caller.get(`${list}?limit=1`));
    cursors.push(next);
  }
  return {
    cookie: caller.cookie,
    sessions: [fresh, generating, drafted, whole],
    novels: [novel_id],
    cursors,
    proposals: targets.map(({ proposal_id }) => proposal_id),
    candidates: targets.map(({ candidate_id }) => candidate_id),
  };
}
