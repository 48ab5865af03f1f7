/** A log that was tampered with so that its chain does not tell. */
import { createHash } from "node:crypto";
import { CHAIN_START } from "#runtime/log/log-line.ts";

/** The log with its events changed, and its chain made anew: what whoever forges one brings. */
export function forgedLog(
  log: string,
  change: (events: Record<string, unknown>[], header: Record<string, unknown>) => void,
) {
  const [first = "", ...lines] = log.split("\n").slice(0, -1);
  const header: Record<string, unknown> = JSON.parse(first.slice(87, -1));
  const events: Record<string, unknown>[] = lines.map((line) => JSON.parse(line.slice(166, -1)));
  change(events, header);
  const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
  let previous = CHAIN_START;
  const chained = events.map((event) => {
    const text = JSON.stringify(event);
    const hash = sha256(previous + text);
    const line = `{"hash": "${hash}", "previous": "${previous}", "event": ${text}}`;
    previous = hash;
    return line;
  });
  const head = JSON.stringify({ ...header, version: events.length, head: previous });
  return [`{"hash": "${sha256(CHAIN_START + head)}", "header": ${head}}`, ...chained, ""].join(
    "\n",
  );
}
