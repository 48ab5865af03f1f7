import { expect, test } from "vitest";
import type { AccountApi } from "./account.ts";
import type { ApiResult } from "../browser/api.ts";
import { createJoin, isCode } from "./join.ts";

function apiThat(answer: ApiResult<{ brought_sessions: number }>) {
  const asked: unknown[] = [];
  const never = () => Promise.reject(new Error("not asked for"));
  const api: AccountApi = {
    getAccount: never,
    makeDeviceCode: never,
    makeRecoveryPhrase: never,
    takeAlong: never,
    deleteAccount: never,
    signOut: never,
    join: (secret) => {
      asked.push(secret);
      return Promise.resolve(answer);
    },
  };
  return { api, asked };
}
const refused = (status: number): ApiResult<never> => ({
  outcome: "refused",
  problem: { status, code: "X", detail: null, issues: [], retry_after_seconds: null },
});

test("one box takes a code or a phrase, and tells them apart", async () => {
  for (const code of ["ABCD-1234", "abcd 1234", "abcd1234", " abcd – 1234 "]) {
    expect(isCode(code), code).toBe(true);
  }
  for (const phrase of ["word ".repeat(12), "一二三四五六七八九十百千", "ABCD-123"]) {
    expect(isCode(phrase), phrase).toBe(false);
  }
  const { api, asked } = apiThat({ outcome: "ok", status: 200, body: { brought_sessions: 2 } });
  const join = createJoin(" ABCD-1234 ", api);
  await join.join();
  expect(asked).toEqual([{ code: "ABCD-1234" }]);
  expect(join.outcome.value).toEqual({ kind: "joined", brought: 2 });
});

test("what went wrong is said, and what was typed stays", async () => {
  for (const [answer, kind] of [
    [refused(404), "wrong"],
    [refused(422), "wrong"],
    [refused(429), "limited"],
    [refused(403), "other"],
    [{ outcome: "unreachable" }, "unreachable"],
  ] as const) {
    const join = createJoin("ABCD-1234", apiThat(answer).api);
    await join.join();
    expect(join.outcome.value).toEqual({ kind });
    expect([join.typed.value, join.isBusy.value]).toEqual(["ABCD-1234", false]);
  }
});

test("nothing is asked while nothing is typed", async () => {
  const { api, asked } = apiThat(refused(404));
  const join = createJoin("  ", api);
  expect(join.isEmpty.value).toBe(true);
  await join.join();
  expect(asked).toEqual([]);
});
