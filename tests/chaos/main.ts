/**
 * `npm run chaos -- NAME [--cuts N] [--seconds N] [--seed S] [--from RELEASE] [--answers N] [--readers N]
 * [--books N] [--commands N] [--json]`: runs `tests/chaos/NAME/main.ts`, which cuts parts of a running
 * system at random, and prints what held. Ends with 1 where something did not. Ctrl-C ends the cutting,
 * not the run. `npm run simulate -- fleet` is the one with ten thousand readers.
 */
import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { type ChaosRun, describeReport } from "./chaos-run.ts";

/** Loaded only when asked for. */
const runs: Readonly<Record<string, () => Promise<{ readonly run: ChaosRun }>>> = {
  relay: () => import("./relay/main.ts"),
  resume: () => import("./resume/main.ts"),
  abuse: () => import("./abuse/main.ts"),
  upgrade: () => import("./upgrade/main.ts"),
  recovery: () => import("./recovery/main.ts"),
  disk: () => import("./disk/main.ts"),
  deployment: () => import("./deployment/main.ts"),
  soak: () => import("./soak/main.ts"),
  fleet: () => import("./fleet/main.ts"),
};

const DEFAULT_CUTS: Readonly<Record<string, number>> = {
  relay: 1_000,
  resume: 500,
  abuse: 0,
  upgrade: 0,
  recovery: 0,
  disk: 0,
  deployment: 0,
  soak: 0,
  fleet: 120,
};

function usage(problem: string): never {
  process.stderr.write(
    `${problem}\nnpm run chaos -- NAME [--cuts N] [--seconds N] [--seed S] [--from RELEASE] [--answers N] [--readers N] [--books N] [--commands N] [--json], NAME: ${Object.keys(runs).join(", ")}\n`,
  );
  process.exit(2);
}

function whole(text: string | undefined, absent: number, name: string): number {
  if (text === undefined) return absent;
  if (!/^\d{1,9}$/.test(text)) usage(`--${name} takes a whole number, got ${text}`);
  return Number(text);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cuts: { type: "string" },
    seconds: { type: "string" },
    seed: { type: "string" },
    from: { type: "string" },
    answers: { type: "string" },
    readers: { type: "string" },
    books: { type: "string" },
    commands: { type: "string" },
    json: { type: "boolean", default: false },
  },
});
const name = positionals[0] ?? "";
const load = runs[name] ?? usage("Which chaos run?");
const cuts = whole(values.cuts, DEFAULT_CUTS[name] ?? 1_000, "cuts");
const seed = whole(values.seed, randomInt(1_000_000_000), "seed");
const readers = whole(values.readers, 0, "readers");
/** Five readers a book, and a command a second for fifty of them. */
const crowd = {
  readers,
  books: whole(values.books, Math.ceil(readers / 5), "books"),
  commandsPerSecond: whole(values.commands, Math.ceil(readers / 50), "commands"),
};
const { run } = await load();
const say = (line: string) => process.stderr.write(`${line}\n`);
say(`chaos ${name}: ${cuts} cuts, seed ${seed}`);
const enough = new AbortController();
process.once("SIGINT", () => {
  say("no further cuts; a second SIGINT ends it at once");
  enough.abort();
});
const report = await run({
  cuts,
  seed,
  say,
  signal: enough.signal,
  ...(values.from === undefined ? {} : { from: values.from }),
  ...(readers === 0 ? {} : { crowd }),
  ...(values.answers === undefined ? {} : { answers: whole(values.answers, 10_000, "answers") }),
  ...(values.seconds === undefined ? {} : { seconds: whole(values.seconds, 60, "seconds") }),
});
process.stdout.write(
  values.json
    ? `${JSON.stringify({ chaos: name, seed, ...report })}\n`
    : describeReport(name, seed, report),
);
process.exit(report.violations.length === 0 ? 0 : 1);
