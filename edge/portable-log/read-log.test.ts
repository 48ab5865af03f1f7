/** What a log that is brought may cost before it is refused. */
import { createHash } from "node:crypto";
import { expect, test, vi } from "vitest";
import * as logLine from "#runtime/log/log-line.ts";
import { CHAIN_START } from "#runtime/log/log-line.ts";
import { MAX_LOG_EVENTS, readLog } from "./read-log.ts";

vi.mock("#runtime/log/log-line.ts", { spy: true });

const encode = (text: string) => new TextEncoder().encode(text);
const read = (text: string) =>
  readLog(encode(text), {
    presentVersions: () => Promise.resolve({}),
    upcast: () => Promise.resolve({}),
    isContent: () => true,
  });
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

function header(events: number): string {
  const text = JSON.stringify({ version: events, head: CHAIN_START, chain_begins: 1 });
  return `{"hash": "${sha256(CHAIN_START + text)}", "header": ${text}}`;
}

/** How many lines were hashed and parsed meanwhile. */
async function linesRead(work: () => Promise<unknown>): Promise<number> {
  const before = vi.mocked(logLine.readLogLine).mock.calls.length;
  await work();
  return vi.mocked(logLine.readLogLine).mock.calls.length - before;
}

test("more lines than a log may have are counted and not read", async () => {
  const text = `${header(1)}\n${"\n".repeat(4 * 1024 * 1024)}`;
  const lines = await linesRead(async () =>
    expect(await read(text)).toEqual({
      outcome: "REFUSED",
      issues: [
        {
          path: `/lines/${MAX_LOG_EVENTS + 2}`,
          message: expect.stringContaining(`at most ${MAX_LOG_EVENTS} events`),
        },
      ],
    }),
  );
  expect(lines).toBe(0);
});

test("as many as it may have are read", async () => {
  const lines = await linesRead(() =>
    read(`${header(MAX_LOG_EVENTS)}${"\n{}".repeat(MAX_LOG_EVENTS)}`),
  );
  expect(lines).toBe(MAX_LOG_EVENTS + 1);
});

test("behind a first line that is no header nothing is read", async () => {
  const lines = await linesRead(async () =>
    expect(await read("{}\n".repeat(5_000))).toEqual({
      outcome: "REFUSED",
      issues: [{ path: "/lines/1", message: expect.stringContaining("is not the header") }],
    }),
  );
  expect(lines).toBe(1);
});

test("what else waits for the process is let in every few hundred lines", async () => {
  let turns = 0;
  let isReading = true;
  const turn = () => {
    turns += 1;
    if (isReading) setImmediate(turn);
  };
  setImmediate(turn);
  await read(`${header(10_000)}${"\n{}".repeat(10_000)}`);
  isReading = false;
  expect(turns).toBeGreaterThanOrEqual(25);
});
