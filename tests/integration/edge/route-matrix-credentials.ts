/** Somebody with work of every kind, and credentials that were good once, or never. */
import { join } from "node:path";
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
  const [made] = await owner.file<{ material_id: string; novel_id: string; merge_id: string }[]>(
    join(import.meta.dirname, "victim-work.sql"),
    [session_id],
  );
  if (made === undefined) throw new Error("there is no such session");
  const { proposal_id, candidate_id } = Object(result);
  const { browsers } = fields(await client.get("/account/browsers"));
  const browser_id = String(Object(Array.isArray(browsers) ? browsers[0] : null).browser_id);
  return {
    session_id,
    proposal_id,
    candidate_id,
    ...made,
    browser_id,
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
    return { cookie: `${name}=${signCookie(ring, name, account, issued, signInId)}` };
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
