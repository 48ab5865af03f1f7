/** Deleting a session and an account, having them back, and that nothing of them is left in the end. */
import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { erase } from "../../../relay/housekeeping.ts";
import {
  DAY_MS,
  owner,
  relay,
  remove,
  restore,
  daysAgo,
  leftIn,
  tablesWith,
  eventTypes,
} from "./deletion-setting.ts";
import { fill } from "./fill-session.ts";
import { app, service, session } from "./one-session.ts";

describe("a deleted session", () => {
  test("is not there for its account, until it is restored as it was", async () => {
    const before = await session.state();
    expect(await remove()).toBe("DELETED");
    expect(await session.stateIfThere()).toBeNull();
    expect((await session.accept("REQUEST_INSPIRATION")).outcome).toBe("NOT_FOUND");
    expect(await restore()).toBe("RESTORED");
    const after = await session.state();
    expect(after).toEqual({ ...before, version: before.version + 2, cursor: before.cursor + 2 });
    expect((await eventTypes()).slice(-2)).toEqual([
      "genesis.session.deleted",
      "genesis.session.restored",
    ]);
  });

  test("is not found the second time, nor by another account; restoring twice is safe", async () => {
    expect(await remove(randomUUID())).toBe("NOT_FOUND");
    expect(await remove()).toBe("DELETED");
    expect(await remove()).toBe("NOT_FOUND");
    expect(await restore(randomUUID())).toBe("NOT_FOUND");
    expect(await restore()).toBe("RESTORED");
    const { version } = await session.state();
    expect(await restore()).toBe("RESTORED");
    expect((await session.state()).version).toBe(version);
  });

  test("is not to be had back after its time", async () => {
    await remove();
    await daysAgo(31);
    expect(await restore()).toBe("NOT_FOUND");
  });

  test("stops what was being generated: its run is fenced off, its waits expire, the writer goes on after", async () => {
    const { command_id } = await session.accepted("REGENERATE_PROPOSAL");
    await session.begin(command_id);
    await fill(owner, session);
    const filled = await leftIn("session_id", session.session);
    expect(filled, "give the new table a row here, and name it in erase_session").toEqual(
      await tablesWith("session_id"),
    );
    await remove();
    await daysAgo(31);
    const counts: number[] = [];
    for (;;) {
      const [row] = await service<{ answer: { pruned: number } }[]>`
        select genesis.erase_sessions('30 days', 3) as answer`;
      counts.push(row?.answer.pruned ?? 0);
      if ((row?.answer.pruned ?? 0) < 3) break;
    }
    expect(Math.max(...counts)).toBeLessThanOrEqual(3);
    expect(await leftIn("session_id", session.session)).toEqual([]);
  });

  test("the service can erase nothing that is not deleted", async () => {
    await expect(
      service`delete from genesis_sessions where session_id = ${session.session}`,
    ).rejects.toThrow("once that is deleted");
    await expect(
      service`delete from domain_events where session_id = ${session.session}`,
    ).rejects.toThrow("once that is deleted");
    await expect(app`delete from genesis_sessions`).rejects.toThrow("permission denied");
  });
});

describe("a deleted account", () => {
  const removeAccount = () => app`select genesis.delete_account(${session.account}, null)`;
  const restoreAccount = async () => {
    const [row] = await service<{ answer: { restored: boolean } }[]>`
      select genesis.restore_account(${session.account}) as answer`;
    return row?.answer.restored;
  };

  test("has nothing and opens nothing, until it is restored with what it had then", async () => {
    const [other] = await app<{ id: string }[]>`
      select genesis.create_session(${session.account}, null, 'en', null, null)
        #>> '{state,session_id}' as id`;
    await app`select genesis.delete_session(${session.account}, ${other?.id ?? ""})`;
    await removeAccount();
    expect(await session.stateIfThere()).toBeNull();
    const [opened] = await app<{ answer: { outcome: string } }[]>`
      select genesis.create_session(${session.account}, null, 'en', null, null) as answer`;
    expect(opened?.answer.outcome).toBe("SIGNED_OUT");
    expect(await restoreAccount()).toBe(true);
    expect(await restoreAccount()).toBe(false);
    expect((await session.state()).stages["CONCEPT_SELECTION"]?.proposals).toHaveLength(1);
    // What was deleted by itself before stays so.
    const [state] = await app`
      select genesis.session_state(${session.account}, ${other?.id ?? ""}) as state`;
    expect(state?.["state"]).toBeNull();
  });

  test("is erased from every table, those taken into it included; its cookie stays nobody's", async () => {
    const { account } = session;
    const hash = () => Buffer.from(randomUUID()).toString("base64");
    const joined = randomUUID();
    await app`select genesis.set_recovery_phrase(${account}, ${randomUUID()}, ${hash()}, null)`;
    await app`select genesis.start_sign_in(${account}, 's', 't', 'n', 1, null, null, null)`;
    await app`select genesis.make_token(${account}, null, 'n', 'read', ${hash()}, null)`;
    await app`select genesis.add_webhook(${account}, ${randomUUID()}, 'https://hook.example', null, '', 'any')`;
    await service`select genesis.merge_accounts(${joined}, ${account})`;
    await owner`insert into model_settings (account_id, base_url, endpoint_rule, stages, concurrency)
      values (${account}, 'https://model.example', 'any', '{}', 1)`;
    await removeAccount();
    await owner`insert into device_codes (code_hash, account_id, expires_at)
      values (${hash()}, ${account}, now())`;
    const seen = new Set([
      ...(await leftIn("account_id", account)),
      ...(await leftIn("account_id", joined)),
    ]);
    const bySession = await tablesWith("session_id");
    expect(
      (await tablesWith("account_id")).filter((t) => !seen.has(t) && !bySession.includes(t)),
      "give the new table a row here, and name it in erase_account",
    ).toEqual([]);
    await daysAgo(31);
    await erase(relay, 30 * DAY_MS);
    expect(await leftIn("account_id", account)).toEqual([]);
    expect(await leftIn("account_id", joined)).toEqual([]);
    const [opened] = await app<{ answer: { outcome: string } }[]>`
      select genesis.create_session(${account}, null, 'en', null, null) as answer`;
    expect(opened?.answer.outcome).toBe("SIGNED_OUT");
  });

  test("comes back by its recovery phrase, and by signing in again", async () => {
    const hash = Buffer.from(randomUUID()).toString("base64");
    await app`select genesis.set_recovery_phrase(${session.account}, ${randomUUID()}, ${hash}, null)`;
    await removeAccount();
    const [joined] = await service<{ answer: { outcome: string } }[]>`
      select genesis.join_account(${randomUUID()}, ${randomUUID()}, 'phrase', ${hash}, 'here', null) as answer`;
    expect(joined?.answer.outcome).toBe("JOINED");
    expect(await session.state()).not.toBeNull();
    await removeAccount();
    expect(await session.stateIfThere()).toBeNull();
    await app`select genesis.start_sign_in(${session.account}, 's', 't', 'n', 1, null, null, null)`;
    expect(await session.state()).not.toBeNull();
  });
});
