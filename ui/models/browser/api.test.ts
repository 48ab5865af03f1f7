import { describe, expect, it } from "vitest";
import { createApiClient } from "#shared/http/client.ts";
import { en } from "../../i18n/en.ts";
import { zhCN } from "../../i18n/zh-CN.ts";
import { createApi } from "./api.ts";

function answering(status: number, body: object, headers: Record<string, string> = {}) {
  const answer = () =>
    Promise.resolve(
      new Response(JSON.stringify(body), {
        status,
        headers: { "content-type": "application/problem+json", ...headers },
      }),
    );
  return createApi(createApiClient({ baseUrl: "http://studio", fetch: answer }));
}

const press = { command_type: "REQUEST_INSPIRATION" } as const;

describe("an answer that refuses a press", () => {
  it("says what was wrong, and when it may be tried again", async () => {
    const problem = { status: 429, code: "RATE_LIMITED", detail: "Too many requests" };
    const told = await answering(429, problem, { "retry-after": "12" }).sendCommand(
      "s",
      press,
      "k",
    );
    expect(told).toEqual({
      outcome: "refused",
      problem: { ...problem, issues: [], retry_after_seconds: 12 },
    });
    const untold = await answering(409, { code: "SESSION_BUSY" }).sendCommand("s", press, "k");
    expect(untold).toMatchObject({ problem: { code: "SESSION_BUSY", retry_after_seconds: null } });
  });

  it("of 503 says that it is safe to try again, whatever stands in it", async () => {
    const told = await answering(503, { code: "UNAVAILABLE" }).sendCommand("s", press, "k");
    expect(told).toEqual({ outcome: "unreachable", reason: undefined });
    const full = answering(503, { code: "UNAVAILABLE", reason: "DISK_FULL" });
    expect(await full.sendCommand("s", press, "k")).toEqual({
      outcome: "unreachable",
      reason: "DISK_FULL",
    });
    const until = "2026-11-27T20:00:00.000Z";
    const later = answering(503, { code: "UNAVAILABLE", reason: "MAINTENANCE", until });
    expect(await later.sendCommand("s", press, "k")).toEqual({
      outcome: "unreachable",
      reason: "MAINTENANCE",
      until,
    });
  });
});

it("a rate that is used up is told with the time in words, and that the text is kept", () => {
  expect(en.notices.tooMany(12)).toMatch(/kept.* 12 s/);
  expect(en.notices.tooMany(600)).toContain("10 min");
  expect(en.notices.tooMany(3_600)).toContain("60 min");
  expect(en.notices.tooMany(7_200)).toContain("2 h");
  expect(zhCN.notices.tooMany(12)).toMatch(/还在.*12 秒/);
  expect(zhCN.notices.tooMany(600)).toContain("10 分钟");
});
