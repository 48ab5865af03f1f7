/** What wakes cost an edge that has readers, and none of the sessions they are about. */
import { pause } from "#runtime/work/pause.ts";
import { startWireCounter } from "../../tests/integration/edge/wire-counter.ts";
import type { LogWriter, WrittenSession } from "../stream/log-writer.ts";
import { startReaderProcess } from "../stream/reader-process.ts";
import { startServer } from "../stream/server-process.ts";

/** What a hub asks when it is told of something; its poll asks another thing (edge/stream/source.ts). */
const ASKED_BY_WAKES = /genesis\.(events_since|live_progress)\(/;
/** Its first poll asks for all of its readers, and the next time a minute later. */
const SETTLED_MS = 5_000;

export interface Bystander {
  /** While others' sessions were written. */
  readonly queries: number;
  /** Whether it heard wakes at all: an event of its own reader's session came. */
  readonly isHearing: boolean;
}

export interface BystanderSetting {
  readonly url: string;
  readonly cookie: string;
  readonly writer: LogWriter;
  /** Which it has a reader of. */
  readonly own: WrittenSession;
  readonly others: readonly WrittenSession[];
  readonly perSecond: number;
  /** Below 50 s. */
  readonly forMs: number;
}

/** Every statement that the edge sends goes through a proxy that counts it. */
export async function watchBystander(setting: BystanderSetting): Promise<Bystander> {
  const { url, cookie, writer, own, others, perSecond, forMs } = setting;
  await using wire = await startWireCounter(url);
  const edge = await startServer("node", wire.url);
  const reader = startReaderProcess();
  const asked = () => wire.executed.filter((sql) => ASKED_BY_WAKES.test(sql)).length;
  try {
    await reader.open({ port: edge.port, cookie, paths: [own.path], count: 1, isSlow: false });
    await pause(SETTLED_MS);
    const before = asked();
    await writer.write(others, perSecond, forMs);
    await pause(500);
    const queries = asked() - before;
    await writer.save([own]);
    await pause(1_000);
    return { queries, isHearing: writer.latencies(await reader.collect()).length === 1 };
  } finally {
    await Promise.all([reader.stop(), edge.stop()]);
  }
}
