/** Presses that are answered at once, one after the other in each region, and how long each had to wait. */
import { pause } from "#runtime/work/pause.ts";
import { type WriterSession, tellingFaults } from "../resume/edge-session.ts";
import type { Tally } from "../resume/tally.ts";
import type { Ledger } from "./ledger.ts";
import type { Region } from "./region.ts";

export interface Presses {
  /** Resolves with the milliseconds until a press was answered that was sent after this was called, in each region. */
  answeredAgain(): Promise<Readonly<Record<string, number>>>;
  figures(): Record<string, number>;
  stop(): Promise<void>;
}

const EVERY_MS = 500;
const READS_A_PRESS = 3;
/** While nobody is answered yet: what hangs holds up none of those that come after it. */
const PROBED_EVERY_MS = 100;

export async function startPresses(
  regions: readonly Region[],
  ledger: Ledger,
  tally: Tally,
): Promise<Presses> {
  const stopping = new AbortController();
  const longestMs = new Map<string, number>();
  const sessions = new Map<string, WriterSession>();
  let titles = 0;
  const press = async (region: string, session: WriterSession) => {
    const startedAt = performance.now();
    const { status } = await session.post("RENAME_SESSION", { title: `Title ${(titles += 1)}` });
    if (status !== 200) tally.violation(`a press in ${region} was answered ${status}`);
    const tookMs = performance.now() - startedAt;
    longestMs.set(region, Math.max(longestMs.get(region) ?? 0, tookMs));
    tally.count(`presses, ${region}`);
  };
  for (const region of regions) sessions.set(region.name, await ledger.open(region));
  /** What may never be answered is said, and the run goes on to what it is about. */
  const faultless = (region: string, work: Promise<unknown>) =>
    tellingFaults(work, (fault) => tally.violation(`a press in ${region}: ${fault}`));
  const pressed = async (region: string, session: WriterSession) => {
    while (!stopping.signal.aborted) {
      await press(region, session);
      // The first is the primary's, who alone has what was just written; the replica may be behind at the next.
      for (let reads = 0; reads < READS_A_PRESS; reads += 1) await session.state();
      await pause(EVERY_MS, stopping.signal);
    }
  };
  const pressing = [...sessions].map(([region, session]) =>
    faultless(region, pressed(region, session)),
  );
  const probed = async (region: string, session: WriterSession) => {
    const startedAt = performance.now();
    const answered = Promise.withResolvers<number>();
    const probes: Promise<void>[] = [];
    let isAnswered = false;
    while (!isAnswered) {
      probes.push(
        press(region, session).then(() => {
          isAnswered = true;
          answered.resolve(performance.now() - startedAt);
        }),
      );
      await pause(PROBED_EVERY_MS);
    }
    await Promise.all(probes);
    return [region, await answered.promise] as const;
  };
  return {
    async answeredAgain() {
      const found = await Promise.all([...sessions].map((one) => probed(...one)));
      return Object.fromEntries(found);
    },
    figures: () =>
      Object.fromEntries(
        [...longestMs].map(([region, ms]) => [`longest press, ${region} (ms)`, Math.round(ms)]),
      ),
    async stop() {
      stopping.abort();
      await Promise.all(pressing);
      // Nothing was ever to be generated in them.
      for (const [region, session] of sessions) {
        await faultless(region, session.post("ABANDON_SESSION", {}));
      }
    },
  };
}
