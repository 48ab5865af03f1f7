/** Writers that send commands as the edge does: its pool, its coalesced wake-up. */
import { randomUUID } from "node:crypto";
import { createDatabase } from "../../edge/database/database.ts";
import { createOperations } from "../../edge/operations/operations.ts";
import { createWaker } from "../../edge/database/waker.ts";

export interface Writers {
  /** One more command, on a session that no other command is on. @returns its event's name */
  command(wake: boolean): Promise<string>;
  stop(): Promise<void>;
}

const IDEA = { idea: "A lighthouse keeper finds that the light has been calling something in." };

interface WriterSession {
  readonly id: string;
  isPending: boolean;
}

/** Each session submits an idea and stops it, in turn: every command is accepted and is one event. */
export async function startWriters(
  url: string,
  sessions: number,
  connections: number,
): Promise<Writers> {
  const database = createDatabase({
    url,
    login: "app",
    isPooled: false,
    maxConnections: connections,
    deadlineMs: 30_000,
    applicationName: "genesis-bench",
  });
  const operations = createOperations(database);
  const waker = createWaker(
    (about) => operations.wake(about),
    () => {},
  );
  const account = { accountId: randomUUID(), signInId: null, isAsked: false };
  const free: WriterSession[] = [];
  const waiting: ((session: WriterSession) => void)[] = [];
  for (let index = 0; index < sessions; index += 1) {
    const created = await operations.createSession(account, { title: "", language: "en" }, null);
    if (created.outcome !== "CREATED") throw new Error(created.outcome);
    free.push({ id: created.state.session_id, isPending: false });
  }
  const take = async () =>
    free.shift() ?? new Promise<WriterSession>((resolve) => waiting.push(resolve));
  const giveBack = (session: WriterSession) => {
    const next = waiting.shift();
    if (next === undefined) free.push(session);
    else next(session);
  };
  return {
    async command(wake) {
      const session = await take();
      const accepted = await operations.acceptCommand(
        account,
        session.id,
        session.isPending
          ? { commandType: "CANCEL_GENERATION", payload: {}, expectedVersion: null }
          : { commandType: "SUBMIT_IDEA", payload: IDEA, expectedVersion: null },
        null,
      );
      if (accepted.outcome !== "ACCEPTED") throw new Error(accepted.outcome);
      if (wake) waker.wake();
      session.isPending = !session.isPending;
      giveBack(session);
      return `${session.id} ${String(accepted.answer["version"])}`;
    },
    async stop() {
      await waker.settled();
      await database.stop();
    },
  };
}
