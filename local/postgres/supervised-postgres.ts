/** The embedded PostgreSQL, started again where it ends by itself. */
import type { Stoppable } from "#runtime/work/lifetime.ts";
import { pause } from "#runtime/work/pause.ts";
import {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from "./embedded-postgres.ts";

export interface SupervisedPostgres extends Stoppable {
  readonly url: string;
  readonly prefectUrl: string;
}

/**
 * Its address stays the same over restarts (the port is kept), so that every pool simply connects
 * again. Where that cannot be had, it is tried again.
 */
export async function superviseEmbeddedPostgres(
  options: EmbeddedPostgresOptions & { readonly onRestart: (message: string) => void },
): Promise<SupervisedPostgres> {
  const stopping = new AbortController();
  const { url, prefectUrl, ...first } = await startEmbeddedPostgres(options);
  let server: Pick<EmbeddedPostgres, "exited" | "stop"> | null = first;
  const keeping = keepRunning();

  async function keepRunning(): Promise<void> {
    while (server !== null) {
      const exit = await server.exited;
      server = null;
      while (server === null && !stopping.signal.aborted) {
        options.onRestart(
          `PostgreSQL ended (${exit.signal ?? `code ${exit.code}`}), starting it again`,
        );
        server = await sameAgain();
        if (server === null) await pause(2_000, stopping.signal);
      }
    }
  }

  async function sameAgain(): Promise<EmbeddedPostgres | null> {
    try {
      const next = await startEmbeddedPostgres(options);
      if (next.url === url && !stopping.signal.aborted) return next;
      await next.stop();
    } catch (error) {
      options.onRestart(error instanceof Error ? error.message : String(error));
    }
    return null;
  }

  return {
    url,
    prefectUrl,
    stop: async () => {
      stopping.abort();
      await server?.stop();
      await keeping;
    },
  };
}
