/** What is measured: something that takes messages with a commit and brings them to Kafka. */

export interface Committed {
  /** Names the message. */
  readonly id: string;
  /** When COMMIT returned, by `performance.now()`. */
  readonly committedAt: number;
}

export interface Contender {
  readonly name: string;
  /** Commits one more message of one of its keys. */
  commit(): Promise<Committed>;
  /** Starts bringing messages to Kafka. @returns the way to end it */
  start(onAcknowledged: (id: string, at: number) => void): Promise<() => Promise<void>>;
  /** Commits a backlog, in turn over the keys, while nothing is started. */
  fill(keys: number, each: number): Promise<void>;
}

export interface Latencies {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly count: number;
}

/** Commits at a steady rate, and waits until all of it is acknowledged or `patienceMs` are over. */
export async function measureLatency(
  contender: Contender,
  perSecond: number,
  seconds: number,
  patienceMs = 10_000,
): Promise<Latencies> {
  const acknowledgedAt = new Map<string, number>();
  const stop = await contender.start((id, at) => {
    if (!acknowledgedAt.has(id)) acknowledgedAt.set(id, at);
  });
  try {
    const allAcknowledged = async (messages: readonly Committed[]) => {
      const deadline = performance.now() + patienceMs;
      const isMissing = () => messages.some(({ id }) => !acknowledgedAt.has(id));
      while (isMissing() && performance.now() < deadline) await sleep(20);
    };
    // Connections, caches and the first batches are not what is measured.
    await allAcknowledged(await pace(contender, Math.min(perSecond, 200), 2));
    const committed = await pace(contender, perSecond, seconds);
    await allAcknowledged(committed);
    const now = performance.now();
    // One that is still missing has taken at least so long.
    const latencies = committed.map(
      ({ id, committedAt }) => (acknowledgedAt.get(id) ?? now) - committedAt,
    );
    return {
      p50Ms: percentile(latencies, 0.5),
      p99Ms: percentile(latencies, 0.99),
      count: latencies.length,
    };
  } finally {
    await stop();
  }
}

async function pace(
  contender: Contender,
  perSecond: number,
  seconds: number,
): Promise<readonly Committed[]> {
  const startedAt = performance.now();
  const total = perSecond * seconds;
  const committing: Promise<Committed>[] = [];
  while (committing.length < total) {
    const due = Math.floor(((performance.now() - startedAt) / 1_000) * perSecond);
    while (committing.length < Math.min(due, total)) committing.push(contender.commit());
    await sleep(1);
  }
  return Promise.all(committing);
}

/** Messages a second over a backlog, until it is gone or `mostSeconds` are over. */
export async function measureDrain(
  contender: Contender,
  backlog: number,
  mostSeconds: number,
): Promise<{ readonly perSecond: number; readonly acknowledged: number }> {
  const acknowledged = new Set<string>();
  const done = Promise.withResolvers<void>();
  const startedAt = performance.now();
  let lastAt = startedAt;
  const stop = await contender.start((id, at) => {
    acknowledged.add(id);
    lastAt = at;
    if (acknowledged.size >= backlog) done.resolve();
  });
  try {
    await Promise.race([done.promise, sleep(mostSeconds * 1_000)]);
    const isDone = acknowledged.size >= backlog;
    const seconds = ((isDone ? lastAt : performance.now()) - startedAt) / 1_000;
    return { perSecond: acknowledged.size / seconds, acknowledged: acknowledged.size };
  } finally {
    await stop();
  }
}

export function percentile(values: readonly number[], fraction: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * fraction))] ?? Number.NaN;
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
