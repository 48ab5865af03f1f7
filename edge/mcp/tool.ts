/** A tool of the MCP server: its words, its input, and what it asks of the API. */
import type { McpServer } from "@modelcontextprotocol/server";
import type { z } from "zod";

export interface ApiCall {
  readonly method: "GET" | "POST";
  /** Below the API's base. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
  /** Sent as a form's file, in place of a body. */
  readonly file?: { readonly name: string; readonly text: string };
}

/** Asks the API as the program that asks: the same routes, limits, scopes and errors as for any other. */
export type CallApi = (call: ApiCall) => Promise<Response>;

/** @throws where the signal has come: whoever asks has gone, or has said that it waits no longer */
export type CallApiUntil = (call: ApiCall, signal: AbortSignal) => Promise<Response>;

/** What a model reads; an error is one that it can act on. */
export interface ToolAnswer {
  readonly text: string;
  readonly isError: boolean;
}

export interface Tool {
  readonly name: string;
  register(server: McpServer, call: CallApiUntil): void;
}

export interface ToolWords {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** It changes nothing. */
  readonly isReading: boolean;
}

export function tool<Input extends z.ZodObject>(
  words: ToolWords,
  input: Input,
  run: (call: CallApi, given: z.output<Input>, signal: AbortSignal) => Promise<ToolAnswer>,
): Tool {
  const { name, title, description, isReading } = words;
  return {
    name,
    register(server, call) {
      const annotations = {
        readOnlyHint: isReading,
        // What it proposes is a further round: nothing is replaced.
        destructiveHint: false,
        openWorldHint: false,
      };
      // The SDK checks by it and shows it; what it has checked is parsed here, where its type is known.
      const inputSchema: z.ZodObject = input;
      const config = { title, description, annotations, inputSchema };
      server.registerTool(name, config, async (given, { mcpReq: { signal } }) => {
        const within: CallApi = (asked) => call(asked, signal);
        const { text, isError } = await run(within, input.parse(given), signal);
        return { content: [{ type: "text", text }], ...(isError ? { isError } : {}) };
      });
    },
  };
}

/** The API's answer as it is: its JSON, or its problem with the code that says what to do. */
export async function answerOf(response: Response): Promise<ToolAnswer> {
  return { text: await response.text(), isError: !response.ok };
}

export function said(value: unknown): ToolAnswer {
  return { text: JSON.stringify(value), isError: false };
}

export function refused(sentence: string): ToolAnswer {
  return { text: sentence, isError: true };
}
