/**
 * The connections, each a client of its own: what becomes of one statement is not the others' affair.
 * How many are in use at a time is the caller's to bound.
 */
import type { Sql } from "postgres";
import type { Stoppable } from "../work/lifetime.ts";
import { DeadlineExceeded } from "./failure.ts";

/** A client of one connection, which it opens when it is first asked and again where it broke. */
export type Connection = Sql<{ json: unknown; date: unknown }>;

export interface Connections extends Stoppable {
  /** One that nobody else uses. @throws DeadlineExceeded once they are stopped */
  take(): Promise<Connection>;
  giveBack(connection: Connection): void;
  /** One that ended under a statement is left behind, and a new one opened where it is next needed. */
  leave(connection: Connection): void;
  /** One that gives no sign of itself is left behind, and those that are idle too: they may be as dead. */
  drop(connection: Connection): void;
}

export function createConnections(open: () => Promise<Connection>): Connections {
  /** The last one used is used next, so that those that are not needed close. */
  const idle: Connection[] = [];
  const used = new Set<Connection>();
  let isStopped = false;

  function abandon(connection: Connection): void {
    connection.end({ timeout: 0 }).catch(() => {});
  }

  function leave(connection: Connection): void {
    used.delete(connection);
    abandon(connection);
  }

  return {
    async take() {
      if (isStopped) throw new DeadlineExceeded("the database was stopped");
      const connection = idle.pop() ?? (await open());
      if (isStopped) {
        abandon(connection);
        throw new DeadlineExceeded("the database was stopped");
      }
      used.add(connection);
      return connection;
    },
    giveBack(connection) {
      if (used.delete(connection) && !isStopped) idle.push(connection);
    },
    leave,
    drop(connection) {
      leave(connection);
      for (const other of idle.splice(0)) abandon(other);
    },
    async stop() {
      isStopped = true;
      await Promise.all([...idle.splice(0), ...used].map((each) => each.end({ timeout: 1 })));
    },
  };
}
