/**
 * The MCP server: tools over the API's own routes, for a program that comes with a token of the account.
 * It reads and proposes, whatever the token's scope is; no tool confirms.
 */
import { McpServer } from "@modelcontextprotocol/server";
import type { CallApiUntil } from "./tool.ts";
import { followBook } from "./tools/following.ts";
import { materialTools } from "./tools/material.ts";
import { proposingTools } from "./tools/proposing.ts";
import { readingTools } from "./tools/reading.ts";

const MCP_TOOLS = [...readingTools, followBook, ...proposingTools, ...materialTools];

const INSTRUCTIONS = `Genesis Studio sets up a novel in five stages: CONCEPT_SELECTION, STORY_CONCEPTION, WORLDVIEW, CHARACTERS, PLOT_OUTLINE.
You read and propose; the writer decides. Confirming a stage, choosing among candidates, finishing, reopening and deleting are the writer's own presses in the studio: tell the writer what you propose, and where to press.
Texts are in the book's own language. What is locked stays as it is. Only the current stage is revised or regenerated; save_candidate works for any.`;

/** The API's. */
const VERSION = "1";

/** @param call asks the API as the program that is served */
export function createMcpServer(call: CallApiUntil): McpServer {
  const server = new McpServer(
    { name: "genesis-studio", title: "Genesis Studio", version: VERSION },
    { instructions: INSTRUCTIONS },
  );
  for (const each of MCP_TOOLS) each.register(server, call);
  return server;
}
