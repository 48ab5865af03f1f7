/** Programs' tokens in the database; each operation is one call of one SQL function. */
import { z } from "zod";
import type { TokenScope } from "#shared/http/account.ts";
import { tokenScope } from "#shared/words.ts";
import type { Caller, Client, Database } from "../database/database.ts";

const found = z.object({ token_id: z.string(), scope: tokenScope }).nullable();
const list = z.object({ tokens: z.array(z.unknown()) });
const made = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("MADE"), token_id: z.string(), created_at: z.string() }),
  z.object({ outcome: z.literal("SIGNED_OUT") }),
  z.object({ outcome: z.literal("TOO_MANY") }),
]);
const ended = z.object({ outcome: z.enum(["ENDED", "NOT_FOUND"]) });

export interface NewToken {
  readonly name: string;
  readonly scope: TokenScope;
  readonly hashBase64: string;
}

export function createTokenOperations(app: Database) {
  const parse = <T>(schema: z.ZodType<T>, answer: string | null) =>
    schema.parse(JSON.parse(answer ?? "null"));

  return {
    /** @returns null where there is no such token, or none any more */
    findToken: async (accountId: string, hashBase64: string) =>
      parse(found, await app.call("find_token", [accountId, hashBase64])),
    listTokens: async (account: Caller) =>
      parse(list, await app.callAs(account, "list_tokens", [])),
    makeToken: async (account: Caller, token: NewToken, device: string | null, client: Client) =>
      parse(
        made,
        await app.callAs(
          account,
          "make_token",
          [account.signInId, token.name, token.scope, token.hashBase64, device],
          client,
        ),
      ),
    endToken: async (account: Caller, tokenId: string, client: Client) =>
      parse(ended, await app.callAs(account, "end_token", [tokenId], client)),
    endTokens: async (account: Caller, client: Client) =>
      parse(ended, await app.callAs(account, "end_tokens", [], client)),
  };
}
