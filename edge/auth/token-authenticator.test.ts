/** How often PostgreSQL is asked for tokens. */
import { expect, test } from "vitest";
import { pause } from "#runtime/work/pause.ts";
import type { Authenticator } from "./authenticator.ts";
import { newProgramToken } from "./program-token.ts";
import { withProgramTokens } from "./token-authenticator.ts";

const nobody: Authenticator = {
  mode: "local",
  authenticate: () => Promise.resolve({ outcome: "ANONYMOUS" }),
  issue: () => Promise.resolve(null),
  localAccount: () => Promise.resolve(null),
};
const ACCOUNT = "01890a5d-ac96-774b-bcce-b302099a8057";
const fresh = () => newProgramToken(ACCOUNT);

/** An address may try so many; counts what is looked up, which takes so long. */
function counted(tries: number, lookupMs = 0) {
  const good = new Set<string>();
  const left = new Map<string, number>();
  let lookups = 0;
  let tried = 0;
  const authenticator = withProgramTokens(
    nobody,
    async (_, hash) => {
      lookups += 1;
      if (lookupMs > 0) await pause(lookupMs);
      return good.has(hash) ? { token_id: "t", scope: "read" } : null;
    },
    (address) => {
      tried += 1;
      const now = (left.get(address) ?? tries) - 1;
      left.set(address, now);
      return Promise.resolve(now < 0 ? 7 : 0);
    },
  );
  const ask = async (token: string, address = "192.0.2.1") =>
    authenticator.authenticate({ cookie: undefined, authorization: `Bearer ${token}`, address });
  return { good, ask, lookups: () => lookups, tried: () => tried };
}

test("of a thousand forged ones as many are looked up as an address may try", async () => {
  const { ask, lookups } = counted(5);
  const outcomes = new Set<string>();
  for (let n = 0; n < 1_000; n += 1) {
    const { outcome } = await ask((await fresh()).token);
    outcomes.add(outcome);
  }
  expect(lookups()).toBe(5);
  expect([...outcomes]).toEqual(["REFUSED", "TOO_MANY"]);
  expect(await ask((await fresh()).token)).toEqual({ outcome: "TOO_MANY", retryAfterSeconds: 7 });
  // Another address has tries of its own.
  expect((await ask((await fresh()).token, "192.0.2.2")).outcome).toBe("REFUSED");
});

test("what cannot be a token is not looked up, and is no try", async () => {
  const { ask, lookups } = counted(1);
  for (const token of ["genesis_", "genesis_x", `genesis_${"!".repeat(54)}`]) {
    expect((await ask(token)).outcome).toBe("REFUSED");
  }
  expect(lookups()).toBe(0);
  await ask((await fresh()).token);
  expect(lookups()).toBe(1);
});

test("one that was good goes on whatever else its address tries, until it is ended", async () => {
  const { good, ask, lookups } = counted(2);
  const { token, hashBase64 } = await fresh();
  good.add(hashBase64);
  expect((await ask(token)).outcome).toBe("SIGNED_IN");
  for (let n = 0; n < 10; n += 1) await ask((await fresh()).token);
  expect((await ask(token)).outcome).toBe("SIGNED_IN");
  expect(lookups()).toBe(3);
  // Asked each time: an ended one is dead at once, and no longer known.
  good.clear();
  expect((await ask(token)).outcome).toBe("REFUSED");
  expect((await ask(token)).outcome).toBe("TOO_MANY");
});

test("requests that come at once with a token that is new here are one try", async () => {
  const { good, ask, tried } = counted(2, 20);
  const { token, hashBase64 } = await fresh();
  good.add(hashBase64);
  const outcomes = await Promise.all(Array.from({ length: 100 }, () => ask(token)));
  expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(["SIGNED_IN"]));
  expect(tried()).toBe(1);
});
