/** Endpoints that do as they are told, and the test of them through the API. */
import { once } from "node:events";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import { afterAll, beforeAll, expect } from "vitest";
import { z } from "zod";
import { modelTest } from "#shared/model/model-settings.ts";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { ApiClient } from "./client.ts";
import { startTestEdge } from "./test-edge.ts";

export const KEY = "sk-writer-0123456789-secret";

export let database: TestDatabase;
export let edge: StartedEdge;
export let client: ApiClient;

beforeAll(async () => {
  database = await createDatabase();
  edge = await startTestEdge(database.url);
  client = new ApiClient(edge.url);
  await client.get("/sessions");
});
afterAll(async () => {
  await edge.stop();
  await database.drop();
});

export type Reply = (
  request: IncomingMessage,
  body: Readonly<Record<string, unknown>>,
  response: ServerResponse,
) => void;

/** An endpoint that does as it is told, for as long as it is used. */
export async function endpoint(reply: Reply, host = "127.0.0.1") {
  const asked: string[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    let text = "";
    for await (const piece of request) text += String(piece);
    asked.push(`${request.method} ${request.url}`);
    reply(request, z.record(z.string(), z.unknown()).parse(JSON.parse(text || "{}")), response);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.listen(0, host);
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    byName: `http://localhost:${port}`,
    asked,
    [Symbol.dispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export async function tried(base_url: string, more: object = {}, language = "en") {
  const answer = await client.post(
    "/settings/model/test",
    { base_url, api_key: KEY, ...more },
    { "accept-language": language },
  );
  expect(answer.status).toBe(200);
  expect(answer.text).not.toContain(KEY);
  return modelTest.parse(JSON.parse(answer.text));
}

export const send = (
  response: ServerResponse,
  status: number,
  body: unknown,
  type = "application/json",
) => {
  response.writeHead(status, { "content-type": type });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
};
export const isList = (request: IncomingMessage) => request.url?.endsWith("/models") ?? false;
export const LIST = { data: [{ id: "text-embedding-3" }, { id: "writer-1" }, { id: "writer-2" }] };
export const whole = (content: unknown, more: object = {}) => ({
  choices: [{ message: { content }, finish_reason: "stop" }],
  ...more,
});
export const GOOD = '{"title": "Light", "words": ["a", "b", "c"]}';

export const failing = (found: z.infer<typeof modelTest>) => found.steps.find(({ ok }) => !ok);
