import { createServer } from "node:net";
import { once } from "node:events";
import { expect, test } from "vitest";
import { listenFault } from "./listen-fault.ts";

const said = (error: unknown, host = "127.0.0.1") =>
  listenFault(error, { variable: "RELAY_PORT", host, port: 80 });

async function fault(port: number, host: string): Promise<unknown> {
  const server = createServer().listen(port, host);
  const [error] = await once(server, "error");
  return error;
}

test("a port that is taken, one that this user may not have, and a host of elsewhere are told apart", async () => {
  const thief = createServer().listen(0, "127.0.0.1");
  await once(thief, "listening");
  const address = thief.address();
  const taken = typeof address === "object" && address !== null ? address.port : 0;
  expect(said(await fault(taken, "127.0.0.1"))).toMatch(/^RELAY_PORT: 80 is in use/);
  thief.close();
  // Of those that nobody has.
  expect(said(await fault(0, "203.0.113.9"), "203.0.113.9")).toBe(
    "HOST: 203.0.113.9 is no address of this machine",
  );
  const denied = Object.assign(new Error("listen EACCES"), { code: "EACCES" });
  expect(said(denied)).toMatch(/^RELAY_PORT: 80 may not be listened on by this user/);
  expect(said(new Error("another"))).toBe(null);
});
