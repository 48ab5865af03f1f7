/**
 * `npm run bench -- NAME [--json] [--long] [--size N]`: runs `bench/NAME/main.ts` and prints its
 * measurements. `--size`: sessions of the larger case, where a benchmark compares (scale, store).
 */
import { parseArgs } from "node:util";
import type { BenchOptions, Measurement } from "./measurement.ts";

type Run = (options: BenchOptions) => AsyncIterable<Measurement>;

/** Loaded only when asked for: a benchmark's peers are heavy. */
const benches: Readonly<Record<string, () => Promise<{ readonly run: Run }>>> = {
  branch: () => import("./branch/main.ts"),
  chain: () => import("./chain/main.ts"),
  click: () => import("./click/main.ts"),
  commands: () => import("./commands/main.ts"),
  material: () => import("./material/main.ts"),
  stream: () => import("./stream/main.ts"),
  opening: () => import("./opening/main.ts"),
  relay: () => import("./relay/main.ts"),
  resume: () => import("./resume/main.ts"),
  roles: () => import("./roles/main.ts"),
  round: () => import("./round/main.ts"),
  scale: () => import("./scale/main.ts"),
  store: () => import("./store/main.ts"),
  ui: () => import("./ui/main.ts"),
};

function usage(problem: string): never {
  process.stderr.write(`${problem}\n`);
  process.exit(2);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    long: { type: "boolean", default: false },
    size: { type: "string" },
  },
});
const [name = ""] = positionals;
const load = benches[name] ?? usage(`Which benchmark? ${Object.keys(benches).join(", ")}`);
if (values.size !== undefined && !/^[1-9]\d{0,8}$/.test(values.size)) {
  usage(`--size takes a number of sessions, got ${values.size}`);
}
const { run } = await load();
const size = values.size === undefined ? {} : { size: Number(values.size) };
for await (const { metric, value, unit, goal } of run({ long: values.long, ...size })) {
  const rounded = Number(value.toPrecision(4));
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ bench: name, metric, value: rounded, unit, goal })}\n`
      : `${metric.padEnd(52)} ${String(rounded).padStart(10)} ${unit.padEnd(12)} ${goal ?? ""}\n`,
  );
}
process.exit();
