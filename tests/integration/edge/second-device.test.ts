/** Another browser for a local account: one-time codes, recovery phrases, and what it brings along. */
import { describe, expect, test } from "vitest";
import { type Answer, ApiClient, fields, problemOf } from "./client.ts";
import { conceptContent } from "./contents.ts";
import { startTestEdge } from "./test-edge.ts";
import {
  database,
  edge,
  other,
  owner,
  browser,
  codeOf,
  join,
  shelf,
} from "./second-device-setting.ts";
import { presenceCases } from "./presence-cases.ts";

presenceCases();

describe("a one-time code", () => {
  test("gives another browser the same account, and brings what that one had", async () => {
    const [laptop, phone] = [await browser(2), await browser(1)];
    const third = new ApiClient(other.url);
    third.cookie = phone.cookie;
    const code = await codeOf(laptop);
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    const joined = await join(phone, ` ${code.toLowerCase().replace("-", " ")} `);
    expect([joined.status, fields(joined)]).toEqual([200, { brought_sessions: 1 }]);
    const all = [...laptop.books, ...phone.books].sort();
    expect(await shelf(phone)).toEqual(all);
    expect(await shelf(laptop)).toEqual(all);
    // Writing goes on in both.
    for (const client of [laptop, phone]) {
      for (const book of all) {
        expect((await client.command(book, "REQUEST_INSPIRATION")).status).toBeGreaterThan(199);
        expect((await client.get(`/sessions/${book}/events`)).status).toBe(200);
      }
    }
    // The cookie of before names nobody any more, on every edge at once.
    for (const path of ["/sessions", `/sessions/${phone.books[0]}/state`, "/account"]) {
      expect(problemOf(await third.get(path)).status).toBe(401);
    }
    expect((await third.post("/account/device-codes", {})).status).toBe(401);
    expect((await third.post("/sessions", {})).status).toBe(401);
  });

  test("works once, for ten minutes, and only the newest", async () => {
    const [laptop, phone, thief] = [await browser(1), await browser(), await browser()];
    const [older, code] = [await codeOf(laptop), await codeOf(laptop)];
    const lost = { status: 404, code: "NOT_FOUND" };
    expect(problemOf(await join(phone, older))).toEqual(lost);
    expect((await join(phone, code)).status).toBe(200);
    expect(problemOf(await join(thief, code))).toEqual(lost);
    const late = await codeOf(laptop);
    await owner`update device_codes set expires_at = now()`;
    expect(problemOf(await join(thief, late))).toEqual(lost);
    expect(await shelf(thief)).toEqual([]);
  });

  test("is stored as a hash only", async () => {
    const laptop = await browser(1);
    const code = await codeOf(laptop);
    const rows = await owner<
      { row: string }[]
    >`select to_jsonb(c)::text as row from device_codes c`;
    expect(JSON.stringify(rows)).not.toContain(code.replace("-", ""));
  });

  const guess = (n: number) => `0000-${String(n).padStart(4, "0")}`;
  const from = (address: string) => ({ "x-forwarded-for": address });
  const joinFrom = (client: ApiClient, code: string, address: string) =>
    client.post("/account/join", { code }, from(address));
  const limited = { status: 429, code: "RATE_LIMITED" };
  const retryAfter = (answer: Answer) => Number(answer.headers.get("retry-after"));

  test("is not found by guessing, and mistakes hold up only who made them", async () => {
    const laptop = await browser(1);
    const code = await codeOf(laptop);
    const thief = await browser();
    const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => join(thief, guess(n))));
    const count = (status: number) => answers.filter((answer) => answer.status === status).length;
    expect([count(404), count(429)]).toEqual([5, 25]);
    // Longer after each: five are free, then 1 s, 2 s …
    const account = owner`(select guessed_by from wrong_guesses limit 1)`;
    await owner`insert into wrong_guesses (guessed_by, address)
      select ${account}, '192.0.2.99' from generate_series(1, 9)`;
    const held = await join(thief, code);
    expect(problemOf(held)).toEqual(limited);
    expect(retryAfter(held)).toBeGreaterThan(400);
    // Behind the same address, and the code was not used up by being refused.
    const phone = await browser();
    expect((await join(phone, code)).status).toBe(200);
    expect(await shelf(phone)).toEqual(laptop.books);
  });

  test("an address's count slows it, and no other; a /48 counts all its networks", async () => {
    const address = "2001:db8:1:2::7";
    const answers = [];
    for (let n = 0; n < 60; n += 1) {
      answers.push((await joinFrom(await browser(), guess(n), address)).status);
    }
    expect(answers.slice(0, 50).every((status) => status === 404)).toBe(true);
    expect(answers.slice(50)).toContain(429);
    // The first waits are of a second, which a slow machine takes to ask again.
    await owner`insert into wrong_guesses (guessed_by, address)
      select gen_random_uuid(), '2001:db8:1:2::/64' from generate_series(1, 12)`;
    const laptop = await browser(1);
    const code = await codeOf(laptop);
    const held = await joinFrom(await browser(), code, address);
    expect(problemOf(held)).toEqual(limited);
    expect(retryAfter(held)).toBeLessThanOrEqual(15);
    await owner`insert into wrong_guesses (guessed_by, address, network)
      select gen_random_uuid(), '2001:db8:1:' || n || '::/64', '2001:db8:1::/48'
      from generate_series(100, 250) as n`;
    expect(problemOf(await joinFrom(await browser(), code, "2001:db8:1:9::1"))).toEqual(limited);
    expect((await joinFrom(await browser(), code, "2001:db8:2:2::7")).status).toBe(200);
  });

  test("what all guess together leaves few free mistakes, and lets the right code in", async () => {
    const laptop = await browser(1);
    const code = await codeOf(laptop);
    await owner`insert into wrong_guesses (guessed_by, address)
      select gen_random_uuid(), '198.51.100.' || n % 250 from generate_series(1, 2000) as n`;
    const thieves = await Promise.all(Array.from({ length: 6 }, () => browser()));
    const answers = [];
    for (const [n, thief] of thieves.entries()) {
      answers.push((await joinFrom(thief, guess(n), "192.0.2.9")).status);
    }
    expect(answers).toEqual([404, 404, 404, 429, 429, 429]);
    expect((await joinFrom(await browser(), code, "192.0.2.10")).status).toBe(200);
  });
});

describe("a recovery phrase", () => {
  const phraseOf = async (client: ApiClient, language: string) => {
    const made = await client.post("/account/recovery-phrase", { language });
    expect(made.status).toBe(201);
    return String(fields(made)["phrase"]);
  };
  const restore = (client: ApiClient, phrase: string) => client.post("/account/join", { phrase });

  test.each(["en", "zh-CN"])("restores the account on a new browser, in %s", async (language) => {
    const lost = await browser(2);
    const phrase = await phraseOf(lost, language);
    expect(phrase.split(" ")).toHaveLength(12);
    const [fresh, again] = [await browser(), await browser()];
    const typed =
      language === "en"
        ? `  ${phrase.toUpperCase().replaceAll(" ", ",\n")}`
        : phrase.replaceAll(" ", "");
    expect((await restore(fresh, typed)).status).toBe(200);
    expect(await shelf(fresh)).toEqual([...lost.books].sort());
    // Not used up: it is for the day when every browser is gone.
    expect((await restore(again, phrase)).status).toBe(200);
    expect(fields(await fresh.get("/account"))["recovery_phrase_made_at"]).not.toBeNull();
  });

  test("is replaced by the next one, and stored as a hash only", async () => {
    const writer = await browser(1);
    const [older, phrase] = [await phraseOf(writer, "en"), await phraseOf(writer, "en")];
    expect(problemOf(await restore(await browser(), older)).status).toBe(404);
    expect((await restore(await browser(), phrase)).status).toBe(200);
    const rows = await owner<
      { row: string }[]
    >`select to_jsonb(c)::text as row from recovery_phrases c`;
    for (const word of phrase.split(" ")) expect(JSON.stringify(rows)).not.toContain(` ${word} `);
  });

  test("with a wrong word is told apart from a guess, and costs none", async () => {
    const writer = await browser(1);
    const words = (await phraseOf(writer, "en")).split(" ");
    for (let n = 0; n < 12; n += 1) {
      const mistyped = words.with(0, "zzzz").join(" ");
      expect(problemOf(await restore(await browser(), mistyped)).status).toBe(404);
    }
    expect((await restore(await browser(), words.join(" "))).status).toBe(200);
  });

  test("of an account that joined another leads to no account, until that is undone", async () => {
    const [first, second] = [await browser(1), await browser(1)];
    const phrase = await phraseOf(second, "en");
    const code = await codeOf(second);
    expect((await join(second, await codeOf(first))).status).toBe(200);
    expect(problemOf(await restore(await browser(), phrase)).status).toBe(404);
    expect(problemOf(await join(await browser(), code)).status).toBe(404);
    const { merges } = fields(await second.get("/account/merges"));
    const merge = Object(Array.isArray(merges) ? merges[0] : null).merge_id;
    expect((await second.post(`/account/merges/${String(merge)}/undo`, {})).status).toBe(200);
    const restored = await browser();
    expect((await restore(restored, phrase)).status).toBe(200);
    expect(await shelf(restored)).toEqual(second.books);
    expect(await shelf(first)).toEqual(first.books);
  });
});

test("sessions that are opened and written to while accounts become one are all there afterwards: what came too late is 401, and is asked for again with the new cookie", async () => {
  const [laptop, phone] = [await browser(1), await browser(3)];
  const code = await codeOf(laptop);
  let isJoined = false;
  const joining = Promise.withResolvers<void>();
  const opened: string[] = [];
  const opening = Array.from({ length: 4 }, async () => {
    // Another tab has the same cookies, once the answer that changes them is there.
    const tab = new ApiClient(edge.url, phone.cookie);
    const asTab = async (ask: () => Promise<Answer>): Promise<Answer> => {
      const answer = await ask();
      if (answer.status !== 401) return answer;
      await joining.promise;
      tab.cookie = phone.cookie;
      return ask();
    };
    while (!isJoined) {
      const key = { "idempotency-key": crypto.randomUUID() };
      const created = await asTab(() => tab.post("/sessions", { language: "en" }, key));
      expect(created.status).toBe(201);
      const session = String(fields(created)["session_id"]);
      const content = conceptContent("In between");
      const payload = { stage: "CONCEPT_SELECTION", content };
      const saved = await asTab(() => tab.command(session, "SAVE_CANDIDATE", payload, key));
      expect(saved.status).toBe(200);
      opened.push(session);
    }
  });
  await expect.poll(() => opened.length).toBeGreaterThan(20);
  // A lock that is not had in time, on a busy machine, is a 503: nothing happened, and it is asked again.
  await expect.poll(async () => (await join(phone, code)).status).toBe(200);
  isJoined = true;
  joining.resolve();
  await Promise.all(opening);
  const seen = new Set(await shelf(laptop));
  expect(opened.filter((session) => !seen.has(session))).toEqual([]);
  const left = await owner`
    select 1 from domain_events e join genesis_sessions s using (session_id)
    where e.account_id <> s.account_id`;
  expect(left).toHaveLength(0);
});

test("each of these is one round trip, a joined account's writes too", async () => {
  const { startWireCounter } = await import("./wire-counter.ts");
  await using wire = await startWireCounter(database.url);
  const counted = await startTestEdge(wire.url);
  const [laptop, phone] = [new ApiClient(counted.url), new ApiClient(counted.url)];
  for (const client of [laptop, phone]) await client.createSession();
  const calls = async (act: () => Promise<unknown>) => {
    const before = wire.executed.length;
    await act();
    return wire.executed
      .slice(before)
      .filter(
        (sql) =>
          !/genesis\.(wake|beat|events_since|live_progress|ended_credentials|see_browsers|installation)\(/.test(
            sql,
          ),
      )
      .filter((sql) => sql.includes("genesis."));
  };
  const code = codeOf(laptop);
  await code;
  expect(await calls(() => laptop.post("/account/device-codes", {}))).toHaveLength(1);
  expect(await calls(() => laptop.post("/account/recovery-phrase", {}))).toHaveLength(1);
  expect(await calls(() => laptop.get("/account"))).toHaveLength(1);
  const newest = await codeOf(laptop);
  expect(await calls(() => join(phone, newest))).toHaveLength(1);
  expect(await calls(() => phone.get("/sessions"))).toHaveLength(1);
  await counted.stop();
});
