/** Which commands are pending, asked of the table by one query for all sessions. */
import { setTimeout as delay } from "node:timers/promises";
import type { Sql } from "postgres";

/** LOST: it was accepted, and the primary does not have it; LATE: it took too long. */
export type CommandEnd = "ENDED" | "LOST" | "LATE";

export interface PendingCommands {
  /** @param commandId of an accepted command */
  ended(commandId: string, withinMs: number): Promise<CommandEnd>;
  stop(): Promise<void>;
}

const ASK_EVERY_MS = 200;

/** @param sql to whoever takes writes */
export function watchPendingCommands(sql: Sql): PendingCommands {
  const waiting = new Map<string, (end: CommandEnd) => void>();
  const stopping = new AbortController();
  const look = async () => {
    if (waiting.size === 0) return;
    const rows = await sql<{ command_id: string; end: CommandEnd }[]>`
      select asked.command_id, case when c.command_id is null then 'LOST' else 'ENDED' end as end
      from unnest(${[...waiting.keys()]}::uuid[]) asked (command_id)
        left join command_inbox c on c.command_id = asked.command_id
      where c.command_id is null or c.status not in ('RECEIVED', 'PROCESSING')`;
    for (const { command_id, end } of rows) {
      waiting.get(command_id)?.(end);
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
      const ended = new Promise<CommandEnd>((resolve) => waiting.set(commandId, resolve));
      const late = new AbortController();
      const tooLong = delay(withinMs, undefined, { signal: late.signal }).then(
        (): CommandEnd => "LATE",
        (): CommandEnd => "LATE",
      );
      const end = await Promise.race([ended, tooLong]);
      late.abort();
      waiting.delete(commandId);
      return end;
    },
    stop: async () => {
      stopping.abort();
      await watching;
    },
  };
}
