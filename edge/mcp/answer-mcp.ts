/** One request of the protocol, answered by a server of its own: nothing is held between two of them. */
import { createMcpHandler } from "@modelcontextprotocol/server";
import { createMcpServer } from "./mcp-server.ts";
import type { CallApiUntil } from "./tool.ts";

/** @param body the request's, parsed */
export function answerMcp(request: Request, body: unknown, call: CallApiUntil): Promise<Response> {
  const handler = createMcpHandler(() => createMcpServer(call));
  return handler.fetch(request, { parsedBody: body });
}
