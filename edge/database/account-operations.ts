/** What is done to accounts themselves: sign-ins, codes, phrases; each one call of one SQL function. */
import { z } from "zod";
import type { AccountReport } from "../auth/account-news.ts";
import type { ProviderLogout } from "../auth/oidc-provider.ts";
import type { ServiceFunction } from "#shared/database/entry-functions.ts";
import type { Caller, Database } from "./database.ts";

const signInStatus = z.object({ is_signed_in: z.boolean() });
const startedSignIn = z.object({ sign_in_id: z.string(), expires_at: z.string() });
const endedSignIn = z.object({ ended: z.int(), id_token: z.string().nullable() });
const endedSession = z.object({ ended: z.int() });

const news = z.object({
  ended: z.array(z.string()),
  merges: z.record(z.string(), z.string()),
});

const summary = z.object({
  name: z.string().nullable(),
  sessions: z.int(),
  has_confirmed_stage: z.boolean(),
  recovery_phrase_made_at: z.string().nullable(),
  local_sessions: z.int(),
});

const merged = z.object({ account_id: z.string(), brought_sessions: z.int() });

const joined = z.discriminatedUnion("outcome", [
  merged.extend({ outcome: z.literal("JOINED") }),
  z.object({ outcome: z.literal("NOT_FOUND") }),
  z.object({ outcome: z.literal("RATE_LIMITED"), retry_after: z.int() }),
]);

export interface NewSignIn {
  readonly accountId: string;
  /** The provider's own session. */
  readonly providerSid: string | null;
  readonly idToken: string;
  readonly name: string | null;
  readonly lifetimeDays: number;
  /** What this browser had before. */
  readonly replaces: string | null;
}

export type AccountOperations = ReturnType<typeof createAccountOperations>;

/**
 * @param app connections of the requests' login, under row-level security
 * @param service of the service's: a code is another account's than the one that guesses it
 */
export function createAccountOperations(app: Database, service: Database<ServiceFunction>) {
  const parse = <T>(schema: z.ZodType<T>, answer: string | null) =>
    schema.parse(JSON.parse(answer ?? "null"));

  return {
    isSignedIn: async ({ accountId, signInId }: Caller) =>
      parse(signInStatus, await app.call("sign_in_status", [accountId, signInId])).is_signed_in,
    startSignIn: async (signIn: NewSignIn) =>
      parse(
        startedSignIn,
        await app.call("start_sign_in", [
          signIn.accountId,
          signIn.providerSid,
          signIn.idToken,
          signIn.name,
          signIn.lifetimeDays,
          signIn.replaces,
        ]),
      ),
    endSignIn: async (account: Caller, which: "this" | "all") =>
      parse(endedSignIn, await app.callAs(account, "end_sign_in", [account.signInId, which])),
    /** @param logout.providerSid null: every one of the account */
    endProviderSession: async ({ accountId, providerSid }: ProviderLogout) =>
      parse(endedSession, await service.call("end_provider_session", [accountId, providerSid])),
    /** @param localAccount a local account of the same browser, where there is one */
    summary: async (account: Caller, localAccount: string | null) =>
      parse(
        summary,
        await app.callAs(account, "account_summary", [account.signInId, localAccount]),
      ),
    makeDeviceCode: async (account: Caller, hashBase64: string) =>
      parse(
        z.object({ expires_at: z.string() }),
        await app.callAs(account, "make_device_code", [hashBase64]),
      ),
    setRecoveryPhrase: async (account: Caller, hashBase64: string) =>
      parse(
        z.object({ created_at: z.string() }),
        await app.callAs(account, "set_recovery_phrase", [hashBase64]),
      ),
    join: async (
      account: Caller,
      secret: { readonly kind: "code" | "phrase"; readonly hashBase64: string },
      address: string,
    ) =>
      parse(
        joined,
        await service.callAs(account, "join_account", [secret.kind, secret.hashBase64, address]),
      ),
    takeAlong: async (account: Caller, localAccount: string) =>
      parse(merged, await service.callAs(account, "take_along", [localAccount])),
    news: async (signInIds: readonly string[], since: Date): Promise<AccountReport> =>
      parse(
        news,
        await service.call("account_news", [`{${signInIds.join(",")}}`, since.toISOString()]),
      ),
    wake: () => app.call("wake", ["accounts"]),
  };
}
