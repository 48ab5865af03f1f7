/** An edge on Deno for a test, with what it takes as JSON in its argument; see test-edge.ts. */
import type { EdgeConfig } from "../../edge/config.ts";
import type { HostedParts } from "../../edge/requests/context.ts";
import { consoleLog } from "../../edge/console-log.ts";
import { startEdge } from "../../edge/start-edge.ts";

interface Given {
  readonly config: EdgeConfig;
  readonly uiDirectory: string | null;
  readonly parts: HostedParts;
  readonly bodyDeadlineMs: number | null;
  readonly stallMs: number | null;
}

const given: Given = JSON.parse(Deno.args[0] ?? "{}");
const edge = await startEdge(given.config, {
  log: consoleLog,
  withProcessMetrics: false,
  parts: () => given.parts,
  ...(given.stallMs === null ? {} : { stallMs: given.stallMs }),
  ...(given.bodyDeadlineMs === null ? {} : { bodyDeadlineMs: given.bodyDeadlineMs }),
  ...(given.uiDirectory === null ? {} : { uiDirectory: given.uiDirectory }),
});
console.log(`Edge ready: ${edge.url}`);
Deno.addSignalListener("SIGTERM", () => {
  edge.stop().then(
    () => Deno.exit(0),
    () => Deno.exit(1),
  );
});
