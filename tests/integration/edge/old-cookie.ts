/** A local account's cookie as releases before browsers had ids wrote it. */
import type postgres from "postgres";
import { signCookie } from "../../../edge/auth/account-cookie.ts";
import { createKeyRing } from "../../../edge/auth/key-ring.ts";

/** @param cookie the account's present one, `name=value` */
export async function old(owner: postgres.Sql, cookie: string): Promise<string> {
  const [row] = await owner<{ answer: string }[]>`select genesis.installation()::text as answer`;
  const ring = await createKeyRing(() => Promise.resolve(JSON.parse(row?.answer ?? ""))).load();
  const [name = "", value = ""] = cookie.split("=");
  const [account = "", issued = ""] = value.split(".");
  return `${name}=${signCookie(ring, name, account, Number(issued))}`;
}
