/** `npm run bench -- NAME [--json] [--long]`: runs `bench/NAME/main.ts` and prints its measurements. */
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

const args = process.argv.slice(2);
const name = args.find((arg) => !arg.startsWith("--")) ?? "";
const load = benches[name];
if (load === undefined) {
  process.stderr.write(`Which benchmark? ${Object.keys(benches).join(", ")}\n`);
  process.exit(2);
}
const { run } = await load();
for await (const { metric, value, unit, goal } of run({ long: args.includes("--long") })) {
  const rounded = Number(value.toPrecision(4));
  process.stdout.write(
    args.includes("--json")
      ? `${JSON.stringify({ bench: name, metric, value: rounded, unit, goal })}\n`
      : `${metric.padEnd(52)} ${String(rounded).padStart(10)} ${unit.padEnd(12)} ${goal ?? ""}\n`,
  );
}
process.exit();
