/** Runs a piece of work at most once at a time; calls meanwhile make it run once more. */
export interface Pump {
  run(): void;
  settled(): Promise<void>;
}

/** @param work resolves to whether it is to run again at once; must not reject */
export function createPump(work: () => Promise<boolean>): Pump {
  let isWanted = false;
  let running: Promise<void> | null = null;

  async function loop(): Promise<void> {
    while (isWanted) {
      isWanted = false;
      if (await work()) isWanted = true;
    }
    running = null;
  }

  return {
    run() {
      isWanted = true;
      running ??= loop();
    },
    settled: () => running ?? Promise.resolve(),
  };
}
