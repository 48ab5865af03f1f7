/** Barriers in a test's own database; see barriers.sql. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { expect, vi } from "vitest";

export type GuardedFunction = "register_wait" | "handle_paused";

export interface HeldBarrier {
  /** Resolves once a call of that session waits here. */
  reached(): Promise<void>;
  release(): Promise<void>;
  /** Lets the call that waits here go on, and holds the next one. */
  letOneThrough(): Promise<HeldBarrier>;
}

export class Barriers implements AsyncDisposable {
  readonly #sql: Sql;

  private constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** @param databaseUrl as its owner */
  static async install(databaseUrl: string): Promise<Barriers> {
    const sql = postgres(databaseUrl, { max: 12, onnotice: () => undefined });
    await sql.unsafe(await readFile(join(import.meta.dirname, "barriers.sql"), "utf8"));
    return new Barriers(sql);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#sql.end({ timeout: 1 });
  }

  async hold(name: GuardedFunction, session: string): Promise<HeldBarrier> {
    const holder = await this.#sql.reserve();
    await holder`select pg_advisory_lock(hashtext(${name}), hashtext(${session}))`;
    const areWaiting = async (least: number) => {
      const count = async () => {
        const [row] = await this.#sql<{ count: number }[]>`
          select genesis.waiting_at_barrier(${name}, ${session}) as count`;
        return row?.count;
      };
      await vi.waitFor(async () => expect(await count()).toBeGreaterThanOrEqual(least), {
        timeout: 20_000,
        interval: 20,
      });
    };
    const release = async () => {
      await holder`select pg_advisory_unlock(hashtext(${name}), hashtext(${session}))`;
      holder.release();
    };
    return {
      reached: () => areWaiting(1),
      release,
      letOneThrough: async () => {
        // It queues behind the call that waits, and before the one that comes after it.
        await areWaiting(1);
        const next = this.hold(name, session);
        await areWaiting(2);
        await release();
        return next;
      },
    };
  }

  /** That session's state hooks have no effect from now on, as if the worker had none. */
  async loseHooks(session: string): Promise<void> {
    await this.#sql`insert into test_lost_hooks (session_id) values (${session})`;
  }
}
