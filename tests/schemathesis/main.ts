/**
 * `npm run schemathesis`: the long form, 10,000 requests or more on an edge and a database of its
 * own. Arguments: the number of generated requests an operation, and the random seed.
 */
import { z } from "zod";
import { startProvision } from "../provision/provision.ts";
import { startTestEdge } from "../integration/edge/test-edge.ts";
import { runSchemathesis } from "./run-schemathesis.ts";

const [examples = "900", randomSeed = "1"] = process.argv.slice(2);
const provision = await startProvision();
try {
  const made = await fetch(`${provision.url}/databases`, { method: "POST" });
  const { url } = z.object({ url: z.string() }).parse(await made.json());
  const edge = await startTestEdge(url);
  const result = await runSchemathesis({
    url: edge.url,
    examplesPerOperation: Number(examples),
    randomSeed: Number(randomSeed),
  });
  process.stdout.write(`${result.output}\n\n${result.cases} cases\n`);
  process.exitCode = result.isPassed ? 0 : 1;
  await edge.stop();
} finally {
  await provision.stop();
}
