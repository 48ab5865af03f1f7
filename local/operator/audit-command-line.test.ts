import { expect, test } from "vitest";
import { readAuditCommand } from "./audit-command-line.ts";

const NOW = new Date("2026-11-26T12:00:00Z");
const read = (...args: string[]) => readAuditCommand(args, NOW);
const all = { command: "list", account: null, since: null, limit: 1000, isJson: false };

test("without a word it lists the newest thousand of everybody", () => {
  expect(read()).toEqual(all);
});

test("it takes an account, a time or how long ago, and a limit", () => {
  const account = "01890000-0000-7000-8000-00000000000a";
  expect(read("--account", account, "--json")).toEqual({ ...all, account, isJson: true });
  expect(read("--since", "24h", "--limit", "5")).toEqual({
    ...all,
    since: new Date("2026-11-25T12:00:00Z"),
    limit: 5,
  });
  expect(read("--since", "2026-11-01")).toEqual({ ...all, since: new Date("2026-11-01") });
});

test("what it does not understand it says", () => {
  for (const args of [
    ["--account", "me"],
    ["--since", "yesterday"],
    ["--since", "1"],
    ["--limit", "0"],
    ["--limit", "100001"],
    ["more"],
    ["--all"],
  ]) {
    expect(read(...args).command, args.join(" ")).toBe("wrong");
  }
  expect(read("--help").command).toBe("help");
});
