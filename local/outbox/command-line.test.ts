import { expect, test } from "vitest";
import { readCommandLine } from "./command-line.ts";

test("the operator's commands", () => {
  expect(readCommandLine(["list"])).toEqual({ command: "list", limit: 100, isJson: false });
  expect(readCommandLine(["list", "--limit", "5", "--json"])).toEqual({
    command: "list",
    limit: 5,
    isJson: true,
  });
  expect(readCommandLine(["retry", "7", "8"])).toEqual({ command: "retry", ids: [7, 8] });
  expect(readCommandLine(["drop", "--all"])).toEqual({ command: "drop", ids: null });
  expect(readCommandLine(["drop", "7", "--help"])).toEqual({ command: "help" });
});

test.each([
  [[], "which command"],
  [["burn"], "no command burn"],
  [["retry"], "ids, or --all"],
  [["drop", "7", "--all"], "ids, or --all"],
  [["retry", "seven"], "seven is no id"],
  [["list", "--limit", "0"], "--limit: got 0"],
  [["list", "7"], "list takes no 7"],
  [["list", "--every"], "--every"],
])("%j is refused with its reason", (args, reason) => {
  expect(readCommandLine(args)).toMatchObject({
    command: "wrong",
    problem: expect.stringContaining(reason),
  });
});
