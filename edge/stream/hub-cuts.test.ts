import { expect, test } from "vitest";
import { HUB_DEFAULTS, StreamHub } from "./hub.ts";
import type { StreamSink } from "./sink.ts";
import type { StreamSource } from "./source.ts";

const SIGN_IN = { keyId: "key", signInId: null, expiresAtSeconds: Infinity };

const SESSIONS = 20;
const CUTS = 1_000;
const SEED = 20_261_124;

/** Numbers from 0 to below `below`, the same for the same seed. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const pause = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A browser: it keeps what arrived before the cut, and resumes from the last version it has. */
class Browser {
  readonly versions: number[] = [];
  #cut: () => void = () => {};

  connect(hub: StreamHub, session: string, head: number): void {
    let callbacks: (() => void)[] = [];
    let isCut = false;
    const leave = () => {
      isCut = true;
      for (const callback of callbacks) callback();
      callbacks = [];
    };
    const sink: StreamSink = {
      backlogBytes: 0,
      write: (frame) => {
        const version = /^id: (\d+)\nevent: genesis/.exec(frame)?.[1];
        if (!isCut && version !== undefined) this.versions.push(Number(version));
      },
      drained: pause,
      onClose: (callback) => callbacks.push(callback),
      close: leave,
    };
    this.#cut = leave;
    const version = this.versions.at(-1) ?? 0;
    hub.open(session, SIGN_IN, { kind: "RESUME", version }, head, sink);
  }

  /** The last `lost` frames were written, but never arrived. */
  cut(lost: number): void {
    this.#cut();
    this.versions.splice(Math.max(0, this.versions.length - lost));
  }
}

test(`${CUTS} cuts over ${SESSIONS} sessions lose nothing and repeat nothing`, async () => {
  const roll = dice(SEED);
  const heads = new Map<string, number>();
  const source: StreamSource = {
    async eventsSince(positions, limit) {
      const found = Object.entries(positions).map(([session, from]) => {
        const to = Math.min(heads.get(session) ?? 0, from + limit);
        const events = Array.from({ length: Math.max(0, to - from) }, (_, n) => ({
          version: from + n + 1,
          event_type: "genesis.candidate.saved",
        }));
        return [session, events] as const;
      });
      for (let waits = roll(3); waits > 0; waits -= 1) await pause();
      return new Map(found);
    },
    liveProgress: () => Promise.resolve([]),
  };
  let count = 0;
  const hub = new StreamHub({
    ...HUB_DEFAULTS,
    pageSize: 5,
    source,
    observer: {
      readersChanged: (now) => (count = now),
      eventsSent: () => {},
      readerDropped: () => {},
      fetchFailed: () => {},
    },
  });
  const pairs = Array.from({ length: SESSIONS }, (_, n) => {
    const session = `session-${n}`;
    return { session, tabs: [new Browser(), new Browser()] };
  });
  const head = (session: string) => heads.get(session) ?? 0;
  for (const { session, tabs } of pairs) for (const tab of tabs) tab.connect(hub, session, 0);

  for (let cuts = 0; cuts < CUTS; cuts += 1) {
    const pair = pairs[roll(SESSIONS)];
    const tab = pair?.tabs[roll(2)];
    if (pair === undefined || tab === undefined) throw new Error("the dice rolled too high");
    const { session } = pair;
    heads.set(session, head(session) + roll(8));
    hub.wake();
    if (roll(2) === 0) await pause();
    tab.cut(roll(4));
    // What is looked up before a stream opens may be old by then.
    const seen = Math.max(head(session) - roll(3), tab.versions.at(-1) ?? 0);
    tab.connect(hub, session, seen);
  }
  hub.wake();

  for (const { session, tabs } of pairs) {
    const all = Array.from({ length: head(session) }, (_, n) => n + 1);
    for (const tab of tabs) await expect.poll(() => tab.versions).toEqual(all);
  }
  expect(count).toBe(SESSIONS * 2);
  await hub.stop();
  expect(count).toBe(0);
});
