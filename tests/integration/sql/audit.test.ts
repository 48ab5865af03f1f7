/** The audit record: only appended to, bounded, and its words are those that are documented. */
import { randomUUID } from "node:crypto";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AUDIT_ACTIONS } from "#shared/audit.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { connectAs } from "./session-fixture.ts";

let database: TestDatabase;
let owner: Sql;
let app: Sql;
let service: Sql;

beforeAll(async () => {
  database = await createDatabase();
  owner = postgres(database.url, { max: 1, onnotice: () => {} });
  app = connectAs(database.url, "genesis_app");
  service = connectAs(database.url, "genesis_service");
});
afterAll(async () => {
  await Promise.all([owner.end(), app.end(), service.end()]);
  await database.drop();
});

const hash = () => Buffer.from(randomUUID()).toString("base64");

async function entriesOf(account: string): Promise<string[]> {
  const [row] = await service<{ entries: { action: string }[] }[]>`
    select genesis.list_audit(${account}, null, 100) as entries`;
  return (row?.entries ?? []).map(({ action }) => action);
}

test("has every way into an account and out of it, each recorded by its own transaction", async () => {
  const [home, guest, later] = [randomUUID(), randomUUID(), randomUUID()];
  const [code, phrase] = [hash(), hash()];
  await app`select genesis.make_device_code(${home}, ${randomUUID()}, ${code}, null)`;
  await app`select genesis.set_recovery_phrase(${home}, ${randomUUID()}, ${phrase}, null)`;
  await service`select genesis.join_account(${guest}, ${randomUUID()}, 'code', ${code}, '192.0.2.1', null)`;
  await service`select genesis.join_account(${later}, ${randomUUID()}, 'phrase', ${phrase}, '192.0.2.1', null)`;
  const actions = await entriesOf(home);
  for (const action of [
    "account.created",
    "device_code.made",
    "recovery_phrase.set",
    "device_code.used",
    "recovery_phrase.used",
  ]) {
    expect(actions).toContain(action);
  }
  expect(actions.filter((action) => action === "account.merged")).toHaveLength(2);

  const [made] = await app<{ token: { token_id: string } }[]>`
    select genesis.make_token(${home}, null, 'n', 'read', ${hash()}, null) as token`;
  await app`select genesis.end_token(${home}, ${made?.token.token_id ?? ""})`;
  expect(await entriesOf(home)).toEqual(expect.arrayContaining(["token.made", "token.ended"]));

  const writer = randomUUID();
  await app`select genesis.start_sign_in(${writer}, 's', 't', 'n', 1, null, null, null)`;
  await app`select genesis.end_sign_in(${writer}, null, 'all')`;
  expect(await entriesOf(writer)).toEqual(["account.created", "sign_in.started", "sign_in.ended"]);
});

test("nobody signs in any more where an edge tells late of a browser: the account was deleted or merged meanwhile", async () => {
  const [home, deleted, merged, undisturbed] = [0, 0, 0, 0].map(() => randomUUID());
  const code = hash();
  for (const account of [home, deleted, merged, undisturbed]) {
    await app`select genesis.create_session(${account ?? ""}, null, 'en', null, null)`;
  }
  await app`select genesis.make_device_code(${home ?? ""}, ${randomUUID()}, ${code}, null)`;
  await service`select genesis.join_account(${merged ?? ""}, ${randomUUID()}, 'code', ${code}, '192.0.2.1', null)`;
  await app`select genesis.delete_account(${deleted ?? ""}, ${randomUUID()})`;
  const late = [deleted, merged, undisturbed].map((account) => ({
    account,
    sign_in: randomUUID(),
    device: null,
  }));
  const [row] = await service<{ seen: string[] }[]>`
    select genesis.see_browsers(${JSON.stringify(late)}::text::jsonb) as seen`;
  expect(row?.seen).toEqual([late[2]?.sign_in]);
  const started = await owner<{ account_id: string }[]>`
    select account_id from audit_log
    where action = 'sign_in.started' and subject in ${owner(late.map(({ sign_in }) => sign_in))}`;
  expect(started.map(({ account_id }) => account_id)).toEqual([undisturbed]);
});

test("what an operator does to keys, to the outbox and to writes is in it", async () => {
  await owner`select genesis.rotate_signing_key('0')`;
  const [retired] = await owner<{ key_id: string }[]>`
    select key_id from signing_keys where retired_at is not null limit 1`;
  await owner`select genesis.forget_signing_key(${retired?.key_id ?? ""})`;
  await app`select genesis.create_session(${randomUUID()}, null, 'en', null, null)`;
  await owner`update event_outbox set status = 'FAILED'`;
  await service`select genesis.retry_outbox(null)`;
  await owner`update event_outbox set status = 'FAILED'`;
  await service`select genesis.drop_outbox(null)`;
  await owner`select genesis.begin_maintenance('1 hour')`;
  await owner`select genesis.begin_maintenance(null)`;
  await owner`select genesis.end_maintenance()`;
  await owner`select genesis.end_maintenance()`;
  const entries = await owner<{ action: string }[]>`
    select action from audit_log where actor = 'operator' order by audit_id`;
  expect(entries.map(({ action }) => action)).toEqual([
    "signing_key.rotated",
    "signing_key.forgotten",
    "outbox.retried",
    "outbox.dropped",
    "maintenance.begun",
    "maintenance.ended",
  ]);
});

test("is not changed and not deleted, by its owner neither; old entries go, refusals after 30 days", async () => {
  const account = randomUUID();
  await app`select genesis.make_device_code(${account}, ${randomUUID()}, ${hash()}, null)`;
  for (const sql of [app, service, owner]) {
    for (const change of [
      "update audit_log set action = 'account.created'",
      `delete from audit_log where account_id = '${account}'`,
      "truncate audit_log",
    ]) {
      await expect(sql.unsafe(change), change).rejects.toThrow(/permission denied|appended to/);
    }
  }
  const aged = (days: number, action: string) => owner`
    insert into audit_log (audit_id, at, account_id, actor, action)
    values (uuidv7(make_interval(days => ${-days})), now() - make_interval(days => ${days}), ${account},
      'writer', ${action})`;
  await aged(31, "refused.code");
  await aged(31, "session.deleted");
  await aged(366, "session.restored");
  await service`select genesis.prune_audit('365 days', 100)`;
  expect(await entriesOf(account)).toEqual([
    "session.deleted",
    "account.created",
    "sign_in.started",
    "device_code.made",
  ]);
});

test("refusals are bounded by count, and name no account that does not exist", async () => {
  const refusal = { action: "refused.code", address: "192.0.2.1", client: "program", times: 2 };
  const many = Array.from({ length: 200 }, () => ({ ...refusal, account: randomUUID() }));
  await service`select genesis.record_refusals(${JSON.stringify(many)}::text::jsonb)`;
  const rows = await owner<{ account_id: string | null }[]>`
    select account_id from audit_log where action = 'refused.code' and address = '192.0.2.1'`;
  expect(rows).toHaveLength(50);
  expect(new Set(rows.map(({ account_id }) => account_id))).toEqual(new Set([null]));
});

test("every word that the functions write is documented, and its entry holds no text of the writer's", async () => {
  const rows = await owner<{ source: string }[]>`
    select prosrc as source from pg_proc where pronamespace = 'genesis'::regnamespace
    union all
    select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal`;
  const written = rows.flatMap(({ source }) =>
    /record_audit|audit_row/.test(source)
      ? [...source.matchAll(/'([a-z_]+\.[a-z_]+)'/g)].map(([, word]) => word ?? "")
      : [],
  );
  const words = written.filter(
    (word) => !word.startsWith("genesis.") && word !== "public.audit_log",
  );
  expect(words.length).toBeGreaterThan(15);
  for (const word of words) expect(Object.keys(AUDIT_ACTIONS)).toContain(word);
});
