/** What the attacks need: a session with a large log, and a finished novel that is made to cost. */
import type { Account } from "./account.ts";
import type { AttackTarget } from "./attacks.ts";
import { craftedNovel, largestOutline } from "./contents.ts";

/** Of 180 KB each. */
const LARGE_SAVES = 20;

export async function prepare(account: Account): Promise<AttackTarget> {
  const session = await account.openSession();
  for (let n = 0; n < LARGE_SAVES; n += 1) {
    const content = largestOutline(1_000 + n);
    const saved = await account.command(session, "SAVE_CANDIDATE", {
      stage: "PLOT_OUTLINE",
      content,
    });
    if (saved.status !== 200) throw new Error(`not saved: ${saved.status} ${saved.text}`);
  }
  return { account, session, novel: await finishNovel(account) };
}

/** Written by hand, with the generations that confirming starts stopped. */
async function finishNovel(account: Account): Promise<string> {
  const session = await account.openSession();
  const { concept, story, world, characters, outline } = craftedNovel();
  const contents = {
    CONCEPT_SELECTION: concept,
    STORY_CONCEPTION: story,
    WORLDVIEW: world,
    CHARACTERS: characters,
    PLOT_OUTLINE: outline,
  };
  for (const [stage, content] of Object.entries(contents)) {
    const saved = await account.command(session, "SAVE_CANDIDATE", { stage, content });
    const { result } = Object(JSON.parse(saved.text));
    const confirmed = await account.command(session, "CONFIRM_STAGE", result);
    if (confirmed.status === 202) await account.command(session, "CANCEL_GENERATION");
    else if (confirmed.status !== 200) throw new Error(`${stage}: ${saved.text} ${confirmed.text}`);
  }
  const finished = await account.command(session, "FINISH_GENESIS");
  const { novel_id } = Object(Object(JSON.parse(finished.text)).result);
  if (typeof novel_id !== "string") throw new Error(`not finished: ${finished.text}`);
  return novel_id;
}
