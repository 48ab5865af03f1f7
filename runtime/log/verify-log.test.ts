/** What was done to a log is named by its line. */
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { CHAIN_START, readLogLine } from "./log-line.ts";
import { linesIn } from "./lines.ts";
import { verifyLog } from "./verify-log.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

function eventLine(version: number, previous: string, text = `第${version}`): string {
  const event = `{"payload": {"text": "${text}"}, "version": ${version}}`;
  return `{"hash": "${sha256(previous + event)}", "previous": "${previous}", "event": ${event}}`;
}

const hashOf = (line: string | undefined) => line?.slice(10, 74) ?? "";

/** @param begins the first version that is chained */
function log(events: number, begins: number | null = 1): string[] {
  const lines: string[] = [];
  for (let version = 1; version <= events; version += 1) {
    const isChained = begins !== null && version > begins;
    lines.push(eventLine(version, isChained ? hashOf(lines.at(-1)) : CHAIN_START));
  }
  return [headerLine(events, hashOf(lines.at(-1)), begins), ...lines];
}

function headerLine(version: number, head: string, begins: number | null): string {
  const header = `{"head": "${head}", "version": ${version}, "chain_begins": ${begins}}`;
  return `{"hash": "${sha256(CHAIN_START + header)}", "header": ${header}}`;
}

function found(lines: readonly string[]) {
  const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(""));
  const { faults } = verifyLog(Array.from(linesIn(bytes), readLogLine));
  return faults.map(({ kind, line }) => `${kind} ${line}`);
}

const whole = log(9);

describe("a log", () => {
  test("is whole as it was written, whether its chain begins with it, later or never", () => {
    for (const begins of [1, 2, 5, 9, null]) expect(found(log(9, begins))).toEqual([]);
    expect(found(log(1))).toEqual([]);
  });

  test("without its last line break is whole; what is no log is none", () => {
    const bytes = new TextEncoder().encode(whole.join("\n"));
    expect(verifyLog(Array.from(linesIn(bytes), readLogLine)).faults).toEqual([]);
    expect(found([])).toEqual(["NO_LOG 1"]);
    expect(found(["{}"])).toEqual(["NO_LOG 1"]);
    expect(found(whole.slice(1))).toEqual(["NO_LOG 1"]);
  });
});

describe("every line is named", () => {
  const all = whole.map((_, index) => index + 1);
  const events = all.slice(1);

  test("that was changed, by any of its bytes", () => {
    for (const number of all) {
      const line = whole[number - 1] ?? "";
      for (const at of [3, 15, 95, line.length - 12, line.length - 2, line.length - 1]) {
        const to = line[at] === "8" ? "9" : "8";
        const changed = whole.with(number - 1, line.slice(0, at) + to + line.slice(at + 1));
        const faults = found(changed);
        expect([number, at, faults[0]]).toEqual([
          number,
          at,
          expect.stringMatching(new RegExp(` ${number}$`)),
        ]);
      }
    }
  });

  test("that was changed and given a new hash", () => {
    for (const number of events) {
      const previous = whole[number - 1]?.slice(90, 154) ?? "";
      const forged = whole.with(number - 1, eventLine(number - 1, previous, "forged"));
      expect(found(forged)).toEqual([`CHANGED ${number}`]);
    }
  });

  test("that was cut out, alone or with others, in the middle or at the end", () => {
    for (const number of events) {
      expect(found(whole.toSpliced(number - 1, 1))).toEqual([`CUT ${number}`]);
    }
    expect(found(whole.toSpliced(3, 3))).toEqual(["CUT 4"]);
    expect(found(whole.slice(0, 4))).toEqual(["CUT 5"]);
    expect(found(whole.slice(0, 1))).toEqual(["CUT 2"]);
  });

  test("that was added: a copy, a forged one, or what is no line at all", () => {
    for (const number of events) {
      const copied = whole.toSpliced(number, 0, whole[number - 1] ?? "");
      expect(found(copied).length).toBe(1);
      expect(["ADDED", number, number + 1]).toContain(found(copied)[0]?.split(" ")[0]);
      const previous = whole[number - 1]?.slice(90, 154) ?? "";
      const before = whole.toSpliced(number - 1, 0, eventLine(number - 1, previous, "forged"));
      expect(found(before)).toEqual([`ADDED ${number}`]);
      expect(found(whole.toSpliced(number - 1, 0, ""))).toEqual([`ADDED ${number}`]);
    }
    const after = eventLine(10, hashOf(whole.at(-1)), "and then");
    expect(found([...whole, after])).toEqual(["ADDED 11"]);
    expect(found([...whole, ""])).toEqual(["ADDED 11"]);
  });

  test("that stands elsewhere", () => {
    for (const number of events.slice(0, -1)) {
      const [first = "", second = ""] = whole.slice(number - 1, number + 1);
      expect(found(whole.toSpliced(number - 1, 2, second, first))).toEqual([
        `REORDERED ${number + 1}`,
      ]);
    }
    // The third event behind all others; the last before all others.
    expect(found([...whole.toSpliced(3, 1), whole[3] ?? ""])).toEqual(["REORDERED 10"]);
    expect(found(whole.slice(0, -1).toSpliced(1, 0, whole.at(-1) ?? ""))).toEqual(["REORDERED 2"]);
  });

  test("of a log whose chain begins later, as far as a line shows it by itself", () => {
    const old = log(9, 5);
    expect(found(old.with(2, (old[2] ?? "").replace("第", "弟")))).toEqual(["CHANGED 3"]);
    expect(found(old.toSpliced(2, 1))).toEqual(["CUT 3"]);
    expect(found(old.with(7, eventLine(7, hashOf(old[6]), "forged")))).toEqual(["CHANGED 8"]);
  });
});
