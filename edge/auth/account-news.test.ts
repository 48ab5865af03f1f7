import { expect, it, vi } from "vitest";
import type { Caller } from "../database/database.ts";
import { createAccountNews, type RecentEndings } from "./account-news.ts";

const caller = (n: number): Caller => ({
  accountId: `account-${n}`,
  signInId: `sign-in-${n}`,
  isAsked: true,
});
const OPEN = Array.from({ length: 10_000 }, (_, n) => caller(n));
const READERS = OPEN.map((open) => ({
  signIn: { ...open, keyId: null, expiresAtSeconds: Number.POSITIVE_INFINITY },
}));
const NOTHING: RecentEndings = { accounts: [], sids: [] };

function newsOf(recent: () => RecentEndings, lookAtAllMs = 3_600_000) {
  const asked: (readonly Caller[])[] = [];
  const closed: string[] = [];
  let looks = 0;
  const news = createAccountNews({
    recentEndings: async () => {
      looks += 1;
      return recent();
    },
    ended: async (open) => {
      asked.push(open);
      return open.flatMap(({ accountId }, place) => (accountId === "account-7" ? [place] : []));
    },
    streams: {
      readerCount: OPEN.length,
      openCredentials: () => OPEN,
      closeWhere(isMeant) {
        for (const one of READERS) if (isMeant(one)) closed.push(one.signIn.accountId);
      },
    },
    pollIntervalMs: 5,
    lookAtAllMs,
    onFailed: () => undefined,
  });
  return { news, asked, closed, looks: () => looks };
}

it("ten thousand streams of which nothing ended cost one question, whatever their number", async () => {
  const { news, asked, looks } = newsOf(() => NOTHING);
  news.start();
  await vi.waitFor(() => expect(looks()).toBeGreaterThan(5));
  await news.stop();
  // Once at the start, and never again.
  expect(asked.map(({ length }) => length)).toEqual([10_000]);
});

it("of whom something ended is asked, and no other; what is over is closed", async () => {
  let recent = NOTHING;
  const { news, asked, closed, looks } = newsOf(() => recent);
  news.start();
  await vi.waitFor(() => expect(looks()).toBeGreaterThan(1));
  closed.length = 0;
  recent = { accounts: ["account-7", "account-9", "of-nobody-here"], sids: [] };
  await vi.waitFor(() => expect(closed).toContain("account-7"));
  await news.stop();
  expect(asked[1]?.map(({ accountId }) => accountId)).toEqual(["account-7", "account-9"]);
  expect(new Set(closed)).toEqual(new Set(["account-7"]));
});

it("after a question that failed all are asked for", async () => {
  let isAway = false;
  const { news, asked, looks } = newsOf(() => {
    if (isAway) throw new Error("away");
    return NOTHING;
  });
  news.start();
  await vi.waitFor(() => expect(looks()).toBeGreaterThan(0));
  isAway = true;
  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(1));
  await news.stop();
  expect(asked.every(({ length }) => length === OPEN.length)).toBe(true);
});
