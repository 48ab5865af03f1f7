/**
 * `npm run mcp`: the MCP server on standard input and output, for a client on this machine. It asks the
 * studio at PUBLIC_URL (else HOST and PORT) with the token in GENESIS_TOKEN; what it has to say besides
 * the protocol goes to standard error.
 */
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { environment } from "#shared/environment.ts";
import { readEnvironment } from "#shared/environment/read-environment.ts";
import { apiRequest } from "../../edge/mcp/api-request.ts";
import { createMcpServer } from "../../edge/mcp/mcp-server.ts";
import type { CallApiUntil } from "../../edge/mcp/tool.ts";
import { fail } from "../processes/fail.ts";

/** A call that waits for something to follow takes 25 s. */
const DEADLINE_MS = 60_000;
const NO_TOKEN =
  "GENESIS_TOKEN is not set: make a token in the studio under “Programs and assistants”, and give it to this server.";

/** @param studio where it answers; @param token null: each call says what is missing */
function callOver(studio: string, token: string | null): CallApiUntil {
  const headers = { authorization: `Bearer ${token}`, "user-agent": "genesis-mcp" };
  return (call, signal) => {
    if (token === null) return Promise.resolve(new Response(NO_TOKEN, { status: 401 }));
    const until = AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]);
    return fetch(apiRequest(call, studio, headers, until));
  };
}

function run(): void {
  const { HOST, PORT, PUBLIC_URL, GENESIS_TOKEN } = environment;
  const values = readEnvironment({ HOST, PORT, PUBLIC_URL, GENESIS_TOKEN }, process.env);
  const studio = values.PUBLIC_URL ?? `http://${values.HOST}:${values.PORT}`;
  const token = values.GENESIS_TOKEN ?? null;
  const call = callOver(studio, token);
  const served = serveStdio(() => createMcpServer(call));
  console.error(`Genesis Studio's MCP server, for the studio at ${studio}`);
  if (token === null) console.error(NO_TOKEN);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void served.close());
  }
}

try {
  run();
} catch (error) {
  fail(error);
}
