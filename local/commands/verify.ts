/**
 * `npm run verify -- FILE`: whether a log that was taken away is as it was written. Ends with 0 where
 * it is, with 1 where it is not, and says what and in which line, and with 2 where there is no file to
 * look at.
 */
import { readFile } from "node:fs/promises";
import { linesIn } from "#runtime/log/lines.ts";
import { readLogLine } from "#runtime/log/log-line.ts";
import { type VerifiedLog, verifyLog } from "#runtime/log/verify-log.ts";
import { fail } from "../processes/fail.ts";

const USAGE = `Usage: npm run verify -- FILE
  FILE  a log as "Take the log away" saves it (GET /api/v1/genesis/sessions/{session_id}/log)
`;

async function run(): Promise<number> {
  const [file, ...others] = process.argv.slice(2);
  if (file === "--help") {
    process.stdout.write(USAGE);
    return 0;
  }
  if (file === undefined || others.length > 0) {
    process.stderr.write(USAGE);
    return 2;
  }
  const bytes = await readFile(file).catch((error: unknown) => {
    process.stderr.write(
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    return null;
  });
  if (bytes === null) return 2;
  const verified = verifyLog(Array.from(linesIn(bytes), readLogLine));
  for (const { line, message } of verified.faults)
    process.stderr.write(`line ${line} ${message}\n`);
  if (verified.faults.length > 0) return 1;
  process.stdout.write(`${whole(verified)}\n`);
  return 0;
}

function whole({ version, chainBegins }: VerifiedLog): string {
  const events = version === 1 ? "1 event" : `${version} events`;
  if (chainBegins === 1) return `${events}, and every one is as it was written.`;
  const from =
    chainBegins === null
      ? "none was chained when it was written"
      : `the chain begins with version ${chainBegins}, line ${chainBegins + 1}`;
  return `${events}, and every one is as it was taken away: ${from}. Those before it are of an older release, which kept no hashes, or of the book that this one branched from.`;
}

run()
  .then((code) => {
    process.exitCode = code;
  })
  .catch(fail);
