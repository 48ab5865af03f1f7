import { once } from "node:events";
import { type Server, createServer } from "node:http";
import { type Socket, connect } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { closeLingering } from "./lingering-close.ts";

let server: Server;
let client: Socket;
/** The server's end. */
let accepted: Promise<Socket>;
beforeEach(async () => {
  server = createServer((_, response) => void response.writeHead(401).end("who?"));
  closeLingering(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  client = connect({ port: address.port, host: "127.0.0.1", allowHalfOpen: true });
  accepted = new Promise((resolve) => server.once("connection", resolve));
});
afterEach(() => {
  client.destroy();
  server.close();
});

const HALF = "x".repeat(200_000);

/** Sends the head and half of the body; resolves with the answer. */
async function answered(): Promise<string> {
  let text = "";
  client.on("data", (chunk: Buffer) => {
    text += chunk.toString("latin1");
  });
  client.write(
    `POST / HTTP/1.1\r\nHost: here\r\nConnection: close\r\nContent-Length: ${2 * HALF.length}\r\n\r\n`,
  );
  client.write(HALF);
  await expect.poll(() => text, { timeout: 10_000 }).toContain("who?");
  return text;
}

test("who is answered before the body was sent may send it to its end, and is not reset", async () => {
  const errors: Error[] = [];
  client.on("error", (error) => errors.push(error));
  const closed = once(await accepted, "close");
  expect(await answered()).toContain("401");
  client.end(HALF);
  await closed;
  expect(errors).toEqual([]);
  expect((await accepted).bytesRead).toBeGreaterThan(2 * HALF.length);
}, 20_000);

test("who never sends the rest is let go of", async () => {
  client.on("error", () => {});
  const closed = once(await accepted, "close");
  await answered();
  await closed;
}, 20_000);
