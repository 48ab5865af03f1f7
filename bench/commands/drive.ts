/** Runs operations with several clients at a time, each sending its next when the last was answered. */
import { median, percentile } from "../measurement.ts";

export interface Drive {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** @throws what an operation throws, once every client has stopped */
export async function drive(
  count: number,
  clients: number,
  operation: (index: number) => Promise<unknown>,
): Promise<Drive> {
  let next = 0;
  const latencies: number[] = [];
  const startedAt = performance.now();
  const client = async () => {
    while (next < count) {
      const index = next++;
      const sentAt = performance.now();
      try {
        await operation(index);
      } catch (error) {
        // The others stop with their present operation: none is left behind on a closing pool.
        next = count;
        throw error;
      }
      latencies.push(performance.now() - sentAt);
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: clients }, client));
  const failed = ends.find((end) => end.status === "rejected");
  if (failed !== undefined) throw failed.reason;
  const seconds = (performance.now() - startedAt) / 1000;
  return {
    perSecond: count / seconds,
    p50Ms: median(latencies),
    p99Ms: percentile(latencies, 0.99),
  };
}
