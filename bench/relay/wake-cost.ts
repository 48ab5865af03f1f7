/** What the wake-up costs those who write: rounds with it and without it, in turn. */
import { createWakeListener } from "#runtime/postgres/wake-listener.ts";
import { median } from "../measurement.ts";
import { startWriters } from "./writers.ts";

/**
 * Two connections LISTEN, as a relay and a hub do; nobody drains, so that the writers have the
 * machine to themselves either way.
 * @returns how much slower the writers are with a wake-up after each commit, in percent of their
 *   throughput without
 */
export async function wakeCost(
  url: string,
  connections: number,
  rounds: number,
  commands: number,
): Promise<{ readonly percent: number; readonly perSecond: number }> {
  const listeners = ["relay", "hub"].map((name) =>
    createWakeListener({
      url,
      applicationName: `genesis bench ${name}`,
      channels: { genesis_events: () => undefined },
      heartbeatMs: 2_000,
      silentMs: 6_000,
      onListening: () => undefined,
      onReplaced: () => undefined,
    }),
  );
  for (const listener of listeners) listener.start();
  const writers = await startWriters(url, connections * 2, connections);
  const round = async (wake: boolean) => {
    const startedAt = performance.now();
    let left = commands;
    const client = async () => {
      while (left-- > 0) await writers.command(wake);
    };
    await Promise.all(Array.from({ length: connections }, client));
    return commands / ((performance.now() - startedAt) / 1_000);
  };
  try {
    await round(true);
    const ratios: number[] = [];
    const withWake: number[] = [];
    for (let index = 0; index < rounds; index += 1) {
      // Which one comes first changes, so that what only grows with time weighs on both.
      const first = await round(index % 2 === 0);
      const second = await round(index % 2 !== 0);
      const [woken, plain] = index % 2 === 0 ? [first, second] : [second, first];
      ratios.push(woken / plain);
      withWake.push(woken);
    }
    return { percent: (1 - median(ratios)) * 100, perSecond: median(withWake) };
  } finally {
    await writers.stop();
    await Promise.all(listeners.map((listener) => listener.stop()));
  }
}
