/** Accounts under load: what is asked for while they merge or a browser is put out waits; what that costs ends. */
import { randomUUID } from "node:crypto";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { during } from "./during.ts";
import { rowsLookedAt } from "./rows-looked-at.ts";
import { connectAs, SessionFixture } from "./session-fixture.ts";

let database: TestDatabase;
let owner: Sql;
let app: Sql;
let service: Sql;

beforeAll(async () => {
  database = await createDatabase();
  owner = postgres(database.url, { max: 2, onnotice: () => {} });
  app = connectAs(database.url, "genesis_app");
  service = connectAs(database.url, "genesis_service");
});
afterAll(async () => {
  await Promise.all([owner.end(), app.end(), service.end()]);
  await database.drop();
});

const hash = () => Buffer.from(randomUUID()).toString("base64");

test("a browser that is being put out makes no code, no phrase and no deletion any more", async () => {
  const [account, keeper] = [randomUUID(), randomUUID()];
  await app`select genesis.make_device_code(${account}, ${keeper}, ${hash()}, null)`;
  const asks = [
    (guest: string) => app`
      select genesis.make_device_code(${account}, ${guest}, ${hash()}, null) as answer`,
    (guest: string) => app`
      select genesis.set_recovery_phrase(${account}, ${guest}, ${hash()}, null) as answer`,
    (guest: string) => app`select genesis.delete_account(${account}, ${guest}) as answer`,
  ];
  for (const ask of asks) {
    const guest = randomUUID();
    await owner`insert into sign_ins (sign_in_id, account_id, joined_by, is_keeper, expires_at)
      values (${guest}, ${account}, 'phrase', true, 'infinity')`;
    const [row] = await during(
      owner,
      (sql) => sql`select genesis.end_browser(${account}, ${keeper}, ${guest})`,
      () => ask(guest),
    );
    expect(row?.["answer"]).toEqual({ outcome: "SIGNED_OUT" });
  }
  expect(await owner`select from device_codes where account_id = ${account}`).toHaveLength(0);
});

test("books are given back from where they are, also where they are being taken further just then", async () => {
  const session = await SessionFixture.create(app, service);
  const [a, b, c] = [session.account, randomUUID(), randomUUID()];
  const [merged] = await service<{ answer: { merge_id: string } }[]>`
    select genesis.merge_accounts(${a}, ${b}) as answer`;
  const [row] = await during(
    owner,
    (sql) => sql`select genesis.merge_accounts(${b}, ${c})`,
    () => service`select genesis.undo_merge(
      ${randomUUID()}, null, ${merged?.answer.merge_id ?? ""}, ${a}, ${randomUUID()}) as answer`,
  );
  expect(row?.["answer"]).toMatchObject({ outcome: "UNDONE", account_id: a });
  const [book] = await owner`
    select account_id from genesis_sessions where session_id = ${session.session}`;
  expect(book?.["account_id"]).toBe(a);
});

test("what a merge costs does not grow with what others wrote", async () => {
  const [mine, others] = [
    await SessionFixture.create(app, service),
    await SessionFixture.create(app, service),
  ];
  for (const { account, session } of [mine, others]) {
    await app`select genesis.accept_command(
      ${account}, ${session}, 'REQUEST_INSPIRATION', '{}', null, null, null)`;
  }
  await owner`insert into command_inbox
    select (jsonb_populate_record(c, jsonb_build_object('command_id', gen_random_uuid(),
      'idempotency_key', n::text, 'status', 'COMPLETED'))).*
    from command_inbox c, generate_series(1, 20000) n where session_id = ${others.session}`;
  await owner.unsafe("analyze command_inbox");
  const into = randomUUID();
  const rows = await rowsLookedAt(
    database.adminUrl,
    (sql) => sql`select genesis.merge_accounts(${mine.account}, ${into})`,
  );
  expect(rows).toBeLessThan(2_000);
  expect(await owner`select from command_inbox where account_id = ${into}`).toHaveLength(1);
  expect(await owner`select from async_tasks where account_id = ${into}`).toHaveLength(1);
});

test("what is listed of an account has an end", async () => {
  const account = randomUUID();
  await app`select genesis.make_device_code(${account}, ${randomUUID()}, ${hash()}, null)`;
  await owner`insert into sign_ins (account_id, joined_by, expires_at)
    select ${account}, 'code', 'infinity' from generate_series(1, 600)`;
  await owner`with gone as (
      insert into accounts (account_id)
      select gen_random_uuid() from generate_series(1, 600) returning account_id
    )
    insert into account_merges (account_id, into_account_id, session_ids)
    select account_id, ${account}, array[gen_random_uuid()] from gone`;
  const [lists] = await owner<{ browsers: unknown[]; merges: unknown[] }[]>`
    select genesis.list_browsers(${account}, null, null) -> 'browsers' as browsers,
      genesis.list_merges(${account}, null) -> 'merges' as merges`;
  expect([lists?.browsers.length, lists?.merges.length]).toEqual([500, 500]);
});
