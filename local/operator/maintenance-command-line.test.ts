import { describe, expect, test } from "vitest";
import { readMaintenanceCommand } from "./maintenance-command-line.ts";

describe("what npm run maintenance is asked for", () => {
  test("nothing, on and off, with how long", () => {
    expect(readMaintenanceCommand([])).toEqual({ command: "status", isJson: false });
    expect(readMaintenanceCommand(["off", "--json"])).toEqual({ command: "off", isJson: true });
    expect(readMaintenanceCommand(["on"])).toEqual({
      command: "on",
      forMs: null,
      waitMs: 600_000,
      isJson: false,
    });
    expect(readMaintenanceCommand(["on", "--for", "2h", "--wait", "0s"])).toEqual({
      command: "on",
      forMs: 7_200_000,
      waitMs: 0,
      isJson: false,
    });
  });

  test.each([
    [["of"], "takes nothing, on or off"],
    [["on", "off"], "takes nothing, on or off"],
    [["on", "--for", "soon"], "--for"],
    [["on", "--for", "0m"], "--for"],
    [["on", "--wait", "10"], "--wait"],
    [["off", "--for", "2h"], "are of `on`"],
    [["--loud"], "--loud"],
  ])("%j is wrong, and said how", (args, problem) => {
    expect(readMaintenanceCommand(args)).toEqual({
      command: "wrong",
      problem: expect.stringContaining(problem),
    });
  });
});
