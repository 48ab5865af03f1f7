/** `AUTH_MODE=oidc` where the provider is away, and what asking about a sign-in costs. */
import { expect, test } from "vitest";
import { startOidcProvider } from "../../provision/oidc.ts";
import { createDatabase } from "../../provision/postgres.ts";
import { PlainBrowser } from "../../provision/sign-in.ts";
import { freePort } from "../../../local/processes/free-port.ts";
import { oidcOf } from "./oidc-config.ts";
import { ApiClient, problemOf } from "./client.ts";
import { startTestEdge } from "./test-edge.ts";
import { startWireCounter } from "./wire-counter.ts";

test("a provider that is away is 503 for whoever comes to sign in, and nobody else", async () => {
  await using database = await createDatabase();
  await using provider = await startOidcProvider();
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const edge = await startTestEdge(database.url, {
    port,
    publicUrl,
    oidc: oidcOf(provider, publicUrl),
  });
  const browser = new PlainBrowser();
  const away = await browser.request(`${edge.url}/sign-in`);
  expect([away.status, away.headers.get("retry-after")]).toEqual([503, "5"]);
  const bearer = { authorization: `Bearer ${await provider.token({ subject: "ida" })}` };
  const asked = await new ApiClient(edge.url).get("/sessions", bearer);
  expect(problemOf(asked)).toEqual({ status: 503, code: "UNAVAILABLE" });
  expect((await fetch(`${edge.url}/api/health/ready`)).status).toBe(200);
  provider.register(publicUrl);
  await browser.signIn(`${edge.url}/`, "ida");
  expect((await new ApiClient(edge.url).get("/sessions", bearer)).status).toBe(200);
  await edge.stop();
});

test("whether a sign-in holds is asked in the operation's own statement: one round trip", async () => {
  await using database = await createDatabase();
  await using provider = await startOidcProvider();
  await using wire = await startWireCounter(database.url);
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  provider.register(publicUrl);
  const oidc = oidcOf(provider, publicUrl);
  const edge = await startTestEdge(wire.url, { port, publicUrl, oidc });
  const browser = new PlainBrowser();
  await browser.signIn(`${edge.url}/`, "joan");
  const client = new ApiClient(edge.url);
  client.cookie = browser.cookie(edge.url);
  const session = await client.createSession();
  // What the process asks by itself, and the wake-up after a commit, are nobody's operation.
  const own =
    /\b(wake|beat|parts|events_since|live_progress|ended_credentials|see_browsers|installation)\(/;
  const asked = async (status: number, act: () => Promise<{ readonly status: number }>) => {
    const before = wire.executed.length;
    expect((await act()).status).toBe(status);
    return wire.executed
      .slice(before)
      .filter((sql) => /genesis\.\w+\(/.test(sql) && !own.test(sql));
  };
  for (const [status, act] of [
    [202, () => client.command(session, "REQUEST_INSPIRATION")],
    [409, () => client.command(session, "REQUEST_INSPIRATION")],
    [200, () => client.get(`/sessions/${session}/state`)],
    [200, () => client.get("/sessions")],
    [404, () => client.get("/novels/01890000-0000-7000-8000-000000000000")],
    [422, () => client.command(session, "NOT_A_COMMAND")],
    [404, () => client.get("/sessions/malformed/state")],
  ] as const) {
    const statements = await asked(status, act);
    expect(statements).toHaveLength(1);
    expect(statements[0]).toMatch(/is_signed_in|sign_in_status|accept_commands/);
  }
  await edge.stop();
});
