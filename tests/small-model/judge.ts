/**
 * `npm run small-model -- judge SECONDS`: each of the samples' concepts beside the one of the next brief
 * in its language, so that it is known which of the two is the brief's own. `won` are the pairs in which
 * that one was preferred in both orders, `failures` what the model could not do.
 */
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { venvPython } from "../../local/processes/python.ts";

const FIRST_STAGE = "CONCEPT_SELECTION";
const JUDGE = "gemma-3-270m";

const run = z.looseObject({
  briefs: z.array(
    z.looseObject({
      name: z.string(),
      language: z.string(),
      contents: z.record(z.string(), z.unknown()),
    }),
  ),
});

/** The evaluation's arguments. @param folder where the books are kept @param env what Python needs */
export async function pairsToJudge(
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<readonly string[]> {
  const args = ["-m", "genesis_flows.evaluation", "--json", "--contents"];
  const { stdout } = await promisify(execFile)(venvPython, args, { env, maxBuffer: 2 ** 28 });
  const samples = run.parse(JSON.parse(stdout));
  const own = samples.briefs.map((brief) => ({
    ...brief,
    contents: { [FIRST_STAGE]: brief.contents[FIRST_STAGE] },
  }));
  const others = own.map((brief) => {
    const same = own.filter(({ language }) => language === brief.language);
    const next = same[(same.indexOf(brief) + 1) % same.length];
    return { ...brief, contents: next?.contents };
  });
  const files = { of: join(folder, "own.json"), against: join(folder, "others.json") };
  await writeFile(files.of, JSON.stringify({ ...samples, briefs: own }));
  await writeFile(files.against, JSON.stringify({ ...samples, briefs: others }));
  return ["--of", files.of, "--against", files.against, "--judge", JUDGE];
}
