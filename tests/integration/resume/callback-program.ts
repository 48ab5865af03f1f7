/**
 * A callback as a process, for tests that kill it: takes its configuration as JSON from the
 * environment, and events over HTTP, each answered once its answer is committed.
 */
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { pino } from "pino";
import { CALLBACK_DEFAULTS } from "../../../callback/config.ts";
import { startCallback } from "../../../callback/start-callback.ts";

const configured = JSON.parse(process.env["CALLBACK_CONFIG"] ?? "{}");
const log = pino({ level: "silent" });
const callback = await startCallback({ ...CALLBACK_DEFAULTS, ...configured }, { log });
const server = createServer((request, response) => {
  text(request)
    .then((body) => callback.handle(JSON.parse(body)))
    .then(
      () => response.writeHead(204).end(),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  const port = address === null || typeof address === "string" ? 0 : address.port;
  process.stdout.write(`callback at http://127.0.0.1:${port} is there\n`);
});
