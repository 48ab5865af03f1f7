import { once } from "node:events";
import { type Server, createServer } from "node:http";
import { type Socket, connect } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
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

function sendHalf(): void {
  client.write(
    `POST / HTTP/1.1\r\nHost: here\r\nConnection: close\r\nContent-Length: ${2 * HALF.length}\r\n\r\n`,
  );
  client.write(HALF);
}

/** Sends half of it; resolves with the answer. */
async function answered(): Promise<string> {
  let text = "";
  client.on("data", (chunk: Buffer) => {
    text += chunk.toString("latin1");
  });
  sendHalf();
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

test("a body that takes longer than a silence may last is heard out as long as it comes", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  try {
    const errors: Error[] = [];
    client.on("error", (error) => errors.push(error));
    const socket = await accepted;
    const closed = once(socket, "close");
    await answered();
    // Asked to close again, as an adapter does that reads on by itself for a while.
    socket.destroySoon();
    for (let piece = 0; piece < 4; piece += 1) {
      const before = socket.bytesRead;
      client.write(HALF.slice(0, HALF.length / 4));
      await expect.poll(() => socket.bytesRead).toBeGreaterThan(before);
      vi.advanceTimersByTime(1_000);
    }
    await closed;
    expect(errors).toEqual([]);
    expect(socket.bytesRead).toBeGreaterThan(2 * HALF.length);
  } finally {
    vi.useRealTimers();
  }
}, 20_000);

test("who never sends the rest is let go of", async () => {
  client.on("error", () => {});
  const closed = once(await accepted, "close");
  await answered();
  await closed;
}, 20_000);
