/** The edge's heartbeat, every 5 s; a lost one is followed by the next. */
import type { InstallationOperations } from "./database/installation-operations.ts";

const BEAT_INTERVAL_MS = 5_000;
const RETRY_INTERVAL_MS = 500;

export interface Beat {
  start(): void;
  stop(): Promise<void>;
}

export function createBeat(operations: Pick<InstallationOperations, "beat" | "leave">): Beat {
  const instance = crypto.randomUUID();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> = Promise.resolve();
  let isStopped = false;

  function start(): void {
    running = run();
  }

  async function run(): Promise<void> {
    let interval = BEAT_INTERVAL_MS;
    try {
      await operations.beat(instance, "ok");
    } catch {
      interval = RETRY_INTERVAL_MS;
    }
    if (!isStopped) timer = setTimeout(start, interval);
  }

  return {
    start,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
      await operations.leave(instance).catch(() => {});
    },
  };
}
