/** Somebody with work of every kind, and credentials that were good once, or never. */
import type { Sql } from "postgres";
import { signCookie } from "../../../edge/auth/account-cookie.ts";
import { createKeyRing } from "../../../edge/auth/key-ring.ts";
import { CLIENT_ID, type TestProvider } from "../../provision/oidc.ts";
import { type Answer, ApiClient, fields } from "./client.ts";
import { conceptContent } from "./contents.ts";
import { UNKNOWN, type Ids } from "./route-matrix-requests.ts";

const DAY_SECONDS = 86_400;

export async function work(client: ApiClient, owner: Sql): Promise<Ids> {
  const session_id = await client.createSession();
  const saved = await client.command(session_id, "SAVE_CANDIDATE", {
    stage: "CONCEPT_SELECTION",
    content: conceptContent("Mine"),
  });
  const result = fields(saved)["result"];
  const [material] = await owner<{ material_id: string }[]>`
    insert into materials (session_id, account_id, name, kind, encoding, chars, content, sections,
      left_out, original, bytes)
    select session_id, account_id, 'n', 'text', 'utf-8', 1, 't',
      '[{"section_id": "s1", "heading": "", "level": 0, "at": 0, "chars": 1, "goes_to": "idea", "is_group": false}]',
      '[]', 't', 3 from genesis_sessions
    where session_id = ${session_id} returning material_id`;
  const [novel] = await owner<{ novel_id: string }[]>`
    insert into novels (session_id, account_id, title, language, content)
    select session_id, account_id, 'Mine', 'en', '{}' from genesis_sessions
    where session_id = ${session_id} returning novel_id`;
  const { proposal_id, candidate_id } = Object(result);
  const { browsers } = fields(await client.get("/account/browsers"));
  const browser_id = String(Object(Array.isArray(browsers) ? browsers[0] : null).browser_id);
  const [merge] = await owner<{ merge_id: string }[]>`
    with other as (insert into accounts default values returning account_id)
    insert into account_merges (account_id, into_account_id, session_ids)
    select other.account_id, s.account_id, array[s.session_id] from other, genesis_sessions s
    where s.session_id = ${session_id} returning merge_id`;
  return {
    session_id,
    proposal_id,
    candidate_id,
    material_id: material?.material_id ?? "",
    novel_id: novel?.novel_id ?? "",
    browser_id,
    merge_id: merge?.merge_id ?? "",
    token_id: String(
      fields(await client.post("/account/tokens", { name: "Mine", scope: "full" }))["token_id"],
    ),
    webhook_id: String(
      fields(await client.post("/account/webhooks", { url: "http://127.0.0.1:9/hook" }))[
        "webhook_id"
      ],
    ),
  };
}

export const bearerOf = (made: Answer) => ({
  authorization: `Bearer ${String(fields(made)["token"])}`,
});

/** A program's that is ended, one that never was, and one of nobody. */
async function refusedTokens(victim: ApiClient): Promise<Record<string, Record<string, string>>> {
  const made = await victim.post("/account/tokens", { name: "Ended", scope: "full" });
  const ended = bearerOf(made);
  await victim.send("DELETE", `/account/tokens/${String(fields(made)["token_id"])}`);
  const { authorization } = bearerOf(
    await victim.post("/account/tokens", { name: "Other", scope: "full" }),
  );
  return {
    "ended program's token": ended,
    "forged program's token": { authorization: `${authorization.slice(0, -8)}AAAAAAAA` },
    "empty program's token": { authorization: "Bearer genesis_" },
  };
}

/** Cookies and tokens that were good once, or never. */
export async function refusedCredentials(
  mode: "local" | "oidc",
  {
    victim,
    owner,
    provider,
  }: { readonly victim: ApiClient; readonly owner: Sql; readonly provider: TestProvider },
): Promise<Record<string, Record<string, string>>> {
  const cookie = victim.cookie ?? "";
  const at = cookie.indexOf("=");
  const [name, value] = [cookie.slice(0, at), cookie.slice(at + 1)];
  const [account = "", , signIn = ""] = value.split(".");
  const [row] = await owner<{ answer: string }[]>`
    select genesis.installation()::text as answer`;
  const ring = await createKeyRing(() => Promise.resolve(JSON.parse(row?.answer ?? ""))).load();
  const signed = async (ageDays: number, signInId: string | null) => {
    const issued = Math.floor(Date.now() / 1_000) - ageDays * DAY_SECONDS;
    return { cookie: `${name}=${await signCookie(ring, name, account, issued, signInId)}` };
  };
  const forged = { cookie: cookie.slice(0, -1) + (cookie.endsWith("A") ? "B" : "A") };
  if (mode === "local")
    return {
      ...(await refusedTokens(victim)),
      forged,
      expired: await signed(401, null),
      empty: { cookie: `${name}=` },
    };
  const [ended] = await owner<{ sign_in_id: string }[]>`
    insert into sign_ins (account_id, expires_at, ended_at)
    values (${account}, now() + interval '1 day', now()) returning sign_in_id`;
  const [past] = await owner<{ sign_in_id: string }[]>`
    insert into sign_ins (account_id, expires_at)
    values (${account}, now()) returning sign_in_id`;
  const bearer = async (options: Partial<Parameters<TestProvider["token"]>[0]>) => ({
    authorization: `Bearer ${await provider.token({ subject: "victim", ...options })}`,
  });
  return {
    ...(await refusedTokens(victim)),
    forged,
    expired: await signed(31, signIn),
    "ended elsewhere": await signed(0, ended?.sign_in_id ?? ""),
    "ran out": await signed(0, past?.sign_in_id ?? ""),
    "never begun": await signed(0, UNKNOWN.session_id),
    "a local account's": await signed(0, null),
    "expired token": await bearer({ expiresInSeconds: -60 }),
    "forged token": await bearer({ key: "stranger" }),
    "another audience's token": await bearer({ audience: CLIENT_ID }),
    "another issuer's token": await bearer({ issuer: "https://another.example" }),
    "no token": { authorization: "Bearer x" },
  };
}
