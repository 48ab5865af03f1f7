/** What is done to accounts themselves: sign-ins, codes, phrases; each one call of one SQL function. */
import { z } from "zod";
import type { LocalBrowser } from "../auth/authenticator.ts";
import type { ProviderLogout } from "../auth/oidc-provider.ts";
import type { ServiceFunction } from "#runtime/postgres/entry-functions.ts";
import type { RecentEndings } from "../auth/account-news.ts";
import type { SeenBrowser } from "../auth/seen-browsers.ts";
import {
  type Caller,
  type Client,
  credentialArguments,
  credentialOf,
  type Database,
} from "../database/database.ts";
import { createTokenOperations } from "./token-operations.ts";
import type { Refusal } from "../audit/refusals.ts";

const signInStatus = z.object({ is_signed_in: z.boolean(), is_merged: z.boolean() });
const startedSignIn = z.object({ sign_in_id: z.string(), expires_at: z.string() });
const endedSignIn = z.object({ ended: z.int(), id_token: z.string().nullable() });
const endedSession = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("ENDED"), ended: z.int() }),
  z.object({ outcome: z.literal("REPLAYED") }),
]);

const summary = z.object({
  name: z.string().nullable(),
  sessions: z.int(),
  has_confirmed_stage: z.boolean(),
  recovery_phrase_made_at: z.string().nullable(),
  recovery_phrase_made_here: z.boolean().nullable(),
  is_keeper: z.boolean(),
  local_sessions: z.int(),
});

const notFound = z.object({ outcome: z.literal("NOT_FOUND") });
const phraseNeeded = z.object({ outcome: z.literal("PHRASE_NEEDED") });

const signedOut = z.object({ outcome: z.literal("SIGNED_OUT") });

const joined = z.discriminatedUnion("outcome", [
  z.object({
    outcome: z.literal("JOINED"),
    account_id: z.string(),
    sign_in_id: z.string(),
    /** null: it was this browser's own account. */
    merge_id: z.string().nullable(),
    brought_sessions: z.int(),
  }),
  notFound,
  signedOut,
  phraseNeeded,
  z.object({ outcome: z.literal("RATE_LIMITED"), retry_after: z.int() }),
]);

const takenAlong = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("MERGED"), merge_id: z.string(), brought_sessions: z.int() }),
  notFound,
]);

const undone = z.discriminatedUnion("outcome", [
  z.object({
    outcome: z.literal("UNDONE"),
    account_id: z.string(),
    is_own: z.boolean(),
    returned_sessions: z.int(),
  }),
  notFound,
  phraseNeeded,
]);

const madeCode = z.union([z.object({ expires_at: z.string() }), signedOut]);

const madePhrase = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("MADE"), created_at: z.string() }),
  signedOut,
  phraseNeeded,
]);

const endedBrowser = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("ENDED") }),
  notFound,
  phraseNeeded,
]);

const recentEndings = z.object({ accounts: z.array(z.string()), sids: z.array(z.string()) });
const browserList = z.object({ browsers: z.array(z.unknown()) });
const mergeList = z.object({ merges: z.array(z.unknown()) });

export interface NewSignIn {
  readonly accountId: string;
  /** The provider's own session. */
  readonly providerSid: string | null;
  readonly idToken: string;
  readonly name: string | null;
  /** browserName */
  readonly device: string | null;
  readonly lifetimeDays: number;
  /** What this browser had before, perhaps another account's. */
  readonly replaces: Caller | null;
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
    ...createTokenOperations(app),
    signInStatus: async (caller: Omit<Caller, "isAsked">) =>
      parse(
        signInStatus,
        await app.call("sign_in_status", [caller.accountId, ...credentialArguments(caller)]),
      ),
    startSignIn: async (signIn: NewSignIn, client: Client) =>
      parse(
        startedSignIn,
        await app.call(
          "start_sign_in",
          [
            signIn.accountId,
            signIn.providerSid,
            signIn.idToken,
            signIn.name,
            signIn.lifetimeDays,
            signIn.device,
            signIn.replaces?.accountId ?? null,
            signIn.replaces?.signInId ?? null,
          ],
          client,
        ),
      ),
    endSignIn: async (account: Caller, which: "this" | "all", client: Client) =>
      parse(
        endedSignIn,
        await app.callAs(account, "end_sign_in", [account.signInId, which], client),
      ),
    /** @param logout.providerSid null: every one of the account */
    endProviderSession: async (logout: ProviderLogout) =>
      parse(
        endedSession,
        await service.call("end_provider_session", [
          logout.accountId,
          logout.providerSid,
          logout.tokenId,
          logout.issuedAtSeconds,
          logout.expiresAtSeconds,
        ]),
      ),
    /** @param local a local account of the same browser, where there is one */
    summary: async (account: Caller, local: LocalBrowser | null) =>
      parse(
        summary,
        await app.callAs(account, "account_summary", [
          account.signInId,
          local?.accountId ?? null,
          local?.signInId ?? null,
        ]),
      ),
    makeDeviceCode: async (
      account: Caller,
      hashBase64: string,
      device: string | null,
      client: Client,
    ) =>
      parse(
        madeCode,
        await app.callAs(
          account,
          "make_device_code",
          [account.signInId, hashBase64, device],
          client,
        ),
      ),
    setRecoveryPhrase: async (
      account: Caller,
      hashBase64: string,
      device: string | null,
      client: Client,
    ) =>
      parse(
        madePhrase,
        await app.callAs(
          account,
          "set_recovery_phrase",
          [account.signInId, hashBase64, device],
          client,
        ),
      ),
    join: async (
      account: Caller,
      secret: { readonly kind: "code" | "phrase"; readonly hashBase64: string },
      address: string,
      device: string | null,
      client: Client,
    ) =>
      parse(
        joined,
        await service.callAs(
          account,
          "join_account",
          [account.signInId, secret.kind, secret.hashBase64, address, device],
          client,
        ),
      ),
    deleteAccount: async (account: Caller, client: Client) =>
      parse(
        z.object({ outcome: z.enum(["DELETED", "SIGNED_OUT", "PHRASE_NEEDED"]) }),
        await app.callAs(account, "delete_account", [account.signInId], client),
      ),
    recordRefusals: (refusals: readonly Refusal[]) =>
      service.call("record_refusals", [JSON.stringify(refusals)]),
    takeAlong: async (account: Caller, local: LocalBrowser, client: Client) =>
      parse(
        takenAlong,
        await service.callAs(account, "take_along", [local.accountId, local.signInId], client),
      ),
    listBrowsers: async (account: Caller, device: string | null) =>
      parse(browserList, await app.callAs(account, "list_browsers", [account.signInId, device])),
    endBrowser: async (account: Caller, browserId: string) =>
      parse(endedBrowser, await app.callAs(account, "end_browser", [account.signInId, browserId])),
    seeBrowsers: async (seen: readonly SeenBrowser[]) =>
      parse(z.array(z.string()), await service.call("see_browsers", [JSON.stringify(seen)])),
    /** @param former what this browser had before that was taken into another account */
    listMerges: async (account: Caller, former: LocalBrowser | null) =>
      parse(mergeList, await service.callAs(account, "list_merges", [former?.accountId ?? null])),
    undoMerge: async (account: Caller, mergeId: string, former: LocalBrowser | null) =>
      parse(
        undone,
        await service.callAs(account, "undo_merge", [
          account.signInId,
          mergeId,
          former?.accountId ?? null,
          former?.signInId ?? null,
        ]),
      ),
    /** Of whom something ended in the last so many milliseconds. */
    recentEndings: async (sinceMs: number): Promise<RecentEndings> =>
      parse(recentEndings, await service.call("ended_credentials", [null, Math.ceil(sinceMs)])),
    /** @returns of the credentials that were asked about, the places of those that have ended */
    ended: async (callers: readonly Caller[]): Promise<readonly number[]> =>
      parse(
        z.array(z.int()),
        await service.call("ended_credentials", [JSON.stringify(callers.map(toCredential))]),
      ),
    wake: () => app.call("wake", ["accounts"]),
  };
}

function toCredential(caller: Caller) {
  return { account: caller.accountId, ...credentialOf(caller) };
}
