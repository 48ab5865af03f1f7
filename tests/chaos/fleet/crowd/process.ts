/**
 * The crowd of a region: writers who press at a steady rate, whatever the answers do, and readers of
 * everybody's books. A press carries the moment it was made to whoever reads of it.
 */
import { z } from "zod";
import { nowMs } from "../../../../bench/stream/reader-messages.ts";
import { percentile } from "../../../../bench/measurement.ts";
import { pause } from "#runtime/work/pause.ts";
import { ReconnectingReader } from "../../../integration/edge/reconnecting-reader.ts";
import { answerMessages } from "../../../provision/asked-process.ts";
import { EdgeSession, tellingFaults } from "../../resume/edge-session.ts";
import { unread } from "../unread.ts";
import {
  type Answered,
  type Book,
  type CrowdAnswer,
  type CrowdMessage,
  type Spread,
  crowdMessage,
} from "./messages.ts";

const told = z.looseObject({
  payload: z.looseObject({ title: z.string().optional() }),
});

/** So many requests and connections are being opened at a time: a listen queue is finite. */
const OPENING = 50;
/** As long as a browser may wait before it connects again. */
const RECONNECTS_WITHIN_MS = 2_000;

interface Reading {
  readonly session: string;
  readonly reader: ReconnectingReader;
}

/** Of the region, by turns: a balancer in the run's own process would need two files for each reader. */
let edges: readonly string[] = [];
let turn = 0;
const nextEdge = () => edges[turn++ % edges.length] ?? "";
const own: EdgeSession[] = [];
const readings: Reading[] = [];
const answered: Answered[] = [];
const faults: string[] = [];
const underWay = new Set<Promise<void>>();
const waits: { pressed: number[]; told: number[] } = { pressed: [], told: [] };
const resting = new AbortController();

async function inTurns(count: number, open: () => Promise<void>): Promise<void> {
  let begun = 0;
  const work = async () => {
    while (begun < count) {
      begun += 1;
      await open();
    }
  };
  await Promise.all(Array.from({ length: OPENING }, work));
}

/** Resolves once its stream stands. */
async function follow({ id, cookie }: Book): Promise<void> {
  const reader = new ReconnectingReader({
    url: () => `${nextEdge()}/api/v1/genesis/sessions/${id}/events/stream`,
    cookie,
    after: 0,
    pauseMs: () => Math.random() * RECONNECTS_WITHIN_MS,
    onEvent: (event) => {
      const [, pressedAt] = told.parse(event).payload.title?.split(" at ") ?? [];
      if (pressedAt !== undefined) waits.told.push(nowMs() - Number(pressedAt));
    },
  });
  readings.push({ session: id, reader });
  while (reader.connections === 0) await pause(20);
}

const faultless = (work: Promise<void>) => tellingFaults(work, (fault) => faults.push(fault));

async function press(session: EdgeSession): Promise<void> {
  const pressedAt = nowMs();
  const title = `Pressed at ${pressedAt}`;
  const { status, version, command_id } = await session.post("RENAME_SESSION", { title });
  waits.pressed.push(nowMs() - pressedAt);
  if (status === 200 && version !== null) {
    answered.push({ session: session.id, version, commandId: command_id });
  } else {
    faults.push(`a press was answered ${status}`);
  }
}

async function pressAll(perSecond: number): Promise<void> {
  const startedAt = performance.now();
  for (let n = 0; !resting.signal.aborted; n += 1) {
    const dueAt = startedAt + (n * 1_000) / perSecond;
    await pause(Math.max(0, dueAt - performance.now()), resting.signal);
    const session = own[n % own.length];
    if (session === undefined || resting.signal.aborted) return;
    const pressed = faultless(press(session));
    underWay.add(pressed);
    void pressed.finally(() => underWay.delete(pressed));
  }
}

async function abandon(session: EdgeSession): Promise<void> {
  const { status } = await session.post("ABANDON_SESSION", {});
  if (status !== 200) faults.push(`abandoning was answered ${status}`);
}

/** Nothing was ever to be generated in them. */
async function abandonAll(): Promise<void> {
  const left = [...own];
  await inTurns(left.length, async () => {
    const session = left.pop();
    if (session !== undefined) await faultless(abandon(session));
  });
}

function spreadOf(ms: readonly number[]): Spread {
  const at = (share: number) => (ms.length === 0 ? 0 : percentile(ms, share));
  return { count: ms.length, p50: at(0.5), p99: at(0.99), longest: at(1) };
}

function behind(lengths: Readonly<Record<string, number>>): string[] {
  return readings.flatMap(({ session, reader }) =>
    unread(reader, lengths[session] ?? 0).map((fault) => `${session}: ${fault}`),
  );
}

async function obey(message: CrowdMessage): Promise<CrowdAnswer> {
  switch (message.kind) {
    case "begin":
      ({ edges } = message);
      await inTurns(message.books, async () => void own.push(await EdgeSession.open(nextEdge)));
      return { kind: "begin", books: own.map(({ id, cookie }) => ({ id, cookie })) };
    case "read": {
      const left = [...message.books];
      await inTurns(left.length, async () => {
        const book = left.pop();
        if (book !== undefined) await follow(book);
      });
      return { kind: "read" };
    }
    case "press":
      void pressAll(message.perSecond);
      return { kind: "press" };
    case "look": {
      const { pressed, told: toldMs } = waits;
      [waits.pressed, waits.told] = [[], []];
      const connections = readings.reduce((sum, { reader }) => sum + reader.connections, 0);
      return { kind: "look", pressed: spreadOf(pressed), told: spreadOf(toldMs), connections };
    }
    case "rest":
      resting.abort();
      await Promise.all(underWay);
      await abandonAll();
      return { kind: "rest", answered, faults };
    case "behind":
      return { kind: "behind", wrong: behind(message.lengths) };
  }
}

answerMessages((message) => obey(crowdMessage.parse(message)));
