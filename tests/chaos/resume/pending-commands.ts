/** Which commands are pending, asked of the table by one query for all sessions. */
import { setTimeout as delay } from "node:timers/promises";
import type { Sql } from "postgres";

export interface PendingCommands {
  /** Resolves with true once the command has ended, with false where that took too long. */
  ended(commandId: string, withinMs: number): Promise<boolean>;
  stop(): Promise<void>;
}

const ASK_EVERY_MS = 200;

export function watchPendingCommands(sql: Sql): PendingCommands {
  const waiting = new Map<string, () => void>();
  const stopping = new AbortController();
  const look = async () => {
    if (waiting.size === 0) return;
    const rows = await sql<{ command_id: string }[]>`
      select command_id from command_inbox
      where command_id = any(${[...waiting.keys()]})
        and status not in ('RECEIVED', 'PROCESSING')`;
    for (const { command_id } of rows) {
      waiting.get(command_id)?.();
      waiting.delete(command_id);
    }
  };
  const watching = (async () => {
    while (!stopping.signal.aborted) {
      // A database that is away is asked again.
      await look().catch(() => undefined);
      await delay(ASK_EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    ended: async (commandId, withinMs) => {
      const ended = new Promise<boolean>((resolve) => waiting.set(commandId, () => resolve(true)));
      const late = new AbortController();
      const tooLong = delay(withinMs, false, { signal: late.signal }).catch(() => false);
      const isEnded = await Promise.race([ended, tooLong]);
      late.abort();
      waiting.delete(commandId);
      return isEnded;
    },
    stop: async () => {
      stopping.abort();
      await watching;
    },
  };
}
