/** Fills a store as a service's is after years: copies of a session that is finished, and of one that waits. */
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Sql } from "postgres";
import { STAGES } from "#shared/stages.ts";
import { SessionFixture } from "../../tests/integration/sql/session-fixture.ts";
import { confirm, content, write } from "../../tests/integration/sql/small-book.ts";

export interface StoreSize {
  /** Sessions that were finished a year ago. */
  readonly finished: number;
  /** Sessions whose run has been paused for hours, at a wait that nobody has answered. */
  readonly waiting: number;
  /** Of each other thing that is kept for a while (keep-things.sql). */
  readonly kept: number;
}

export interface Originals {
  readonly finished: SessionFixture;
  readonly waiting: SessionFixture;
}

/** @param app as genesis_app; `service` as genesis_service */
export async function createOriginals(app: Sql, service: Sql): Promise<Originals> {
  const finished = await SessionFixture.create(app, service);
  for (const stage of STAGES) {
    await finished.accepted("SAVE_CANDIDATE", { stage, content: content(stage) });
  }
  for (const stage of STAGES) await confirm(finished, stage);
  await finished.accepted("FINISH_GENESIS", { title: "A book" });
  const waiting = await SessionFixture.create(app, service);
  await waiting.accepted("REQUEST_INSPIRATION");
  await write(waiting, "one", "two", "three");
  await pauseRun(waiting);
  // Published, and no more kept.
  await service`delete from event_outbox
    where session_id in (${finished.session}, ${waiting.session})`;
  return { finished, waiting };
}

/** Its run waits in Prefect for the writer's next answer. */
async function pauseRun({ service, session, epoch }: SessionFixture): Promise<void> {
  const [row] = await service<{ correlation_id: string }[]>`
    select correlation_id from genesis_sessions where session_id = ${session}`;
  const [wait, run] = [row?.correlation_id ?? "", randomUUID()];
  await service`
    select genesis.register_wait(${session}, ${epoch}, ${wait}, ${run}, ${randomUUID()}, ${wait})`;
  await service`select genesis.handle_paused(${wait}, ${run}, 'hook')`;
}

const COPIES_AT_ONCE = 20_000;

/**
 * @param admin one connection of a superuser, to the database of the originals
 * @param from copies that are there already
 */
export async function fillStore(
  admin: Sql,
  { finished, waiting }: Originals,
  size: StoreSize,
  from = 0,
): Promise<void> {
  const sql = (name: string) => readFile(new URL(name, import.meta.url), "utf8");
  await admin.unsafe(await sql("copy-session.sql"));
  for (const [{ session }, copies, age] of [
    [finished, size.finished, "365 days"],
    [waiting, size.waiting, "6 hours"],
  ] as const) {
    for (let made = 0; made < copies; made += COPIES_AT_ONCE) {
      const count = Math.min(COPIES_AT_ONCE, copies - made);
      await admin`select pg_temp.copy_session(${session}, ${from + made}, ${count}, ${age}::interval)`;
    }
  }
  await admin.unsafe(await sql("keep-things.sql"), [size.kept]);
  await admin`vacuum analyze`;
}
