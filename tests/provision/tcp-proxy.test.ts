/** The proxy before a server that sends everything back. */
import { once } from "node:events";
import { type Server, type Socket, connect, createServer } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type TcpProxy, startTcpProxy } from "./tcp-proxy.ts";

let server: Server;
let proxy: TcpProxy;
const clients: Socket[] = [];

beforeEach(async () => {
  server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on("error", () => undefined);
    socket.pipe(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  proxy = await startTcpProxy(() => {
    const address = server.address();
    return address === null || typeof address === "string" ? 0 : address.port;
  });
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await proxy.stop();
  server.close();
});

/** What came back, and how the connection stands. */
function open() {
  const client = connect({ port: proxy.port, host: "127.0.0.1", allowHalfOpen: true });
  clients.push(client);
  const seen = { text: "", isReset: false, isEnded: false };
  client.on("data", (chunk: Buffer) => {
    seen.text += chunk.toString("utf8");
  });
  client.on("error", () => {
    seen.isReset = true;
  });
  client.on("end", () => {
    seen.isEnded = true;
  });
  return { client, seen };
}

const comes = (look: () => unknown) => expect.poll(look, { interval: 5 });

async function opened() {
  const pair = open();
  pair.client.write("hello ");
  await comes(() => pair.seen.text).toBe("hello ");
  return pair;
}

test("what is sent arrives, in order, also where it is slowed", async () => {
  const { client, seen } = await opened();
  proxy.slowBy(20);
  for (const word of ["a", "b", "c", "d"]) client.write(word);
  proxy.slowBy(0);
  client.write("e");
  await comes(() => seen.text).toBe("hello abcde");
});

test("a cut resets what is there, and who comes afterwards gets through", async () => {
  const { seen } = await opened();
  proxy.cut();
  await comes(() => seen.isReset).toBe(true);
  await opened();
});

test("a black hole carries nothing and tells nobody, and who comes afterwards gets through", async () => {
  const { client, seen } = await opened();
  proxy.blackHole();
  client.write("lost");
  await opened();
  expect(seen).toEqual({ text: "hello ", isReset: false, isEnded: false });
});

test("a request is torn after so many bytes, and an answer is lost", async () => {
  const torn = await opened();
  proxy.cutAfter(3, "client");
  torn.client.write("ab");
  await comes(() => torn.seen.text).toBe("hello ab");
  torn.client.write("cd");
  await comes(() => torn.seen.isReset).toBe(true);
  expect(torn.seen.text).toBe("hello ab");

  const lost = await opened();
  proxy.cutAfter(1, "server");
  lost.client.write("x");
  await comes(() => lost.seen.isReset).toBe(true);
  expect(lost.seen.text).toBe("hello ");
});

test("half closed, the server is told of the end and its answer still comes", async () => {
  const { seen } = await opened();
  proxy.halfClose();
  await comes(() => seen.isEnded).toBe(true);
  expect(seen.isReset).toBe(false);
});

test("nobody gets through while it refuses, and everybody does afterwards", async () => {
  const before = await opened();
  proxy.refuse();
  await comes(() => before.seen.isReset).toBe(true);
  const { client, seen } = open();
  client.write("x");
  await comes(() => seen.isReset || seen.isEnded).toBe(true);
  expect(seen.text).toBe("");
  proxy.accept();
  await opened();
});
