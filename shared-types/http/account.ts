/** Accounts over HTTP: what a page shows of one, codes and phrases for another browser, signing out. */
import { z } from "zod";
import { timestamp } from "../formats.ts";
import { TEXT_PATTERNS, text } from "../text.ts";
import { joinedBy, language, tokenScope } from "../words.ts";

/** A one-time code as it is shown: Crockford's letters and figures, without I, L, O and U. */
export const DEVICE_CODE_LENGTH = 8;
export const DEVICE_CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
export const RECOVERY_WORDS = 12;

export const account = z
  .object({
    /** `local`: anonymous, in this browser's cookie; `oidc`: signed in through a provider. */
    mode: z.enum(["local", "oidc"]),
    /** The writer's name as the provider has it. */
    name: z.string().nullable(),
    /** Sessions on its shelf. */
    sessions: z.int(),
    /** There is work that would be a loss. */
    has_confirmed_stage: z.boolean(),
    recovery_phrase_made_at: timestamp.nullable(),
    /** Whether this browser made it; null where there is none. */
    recovery_phrase_made_here: z.boolean().nullable(),
    /** This browser may replace the phrase and put other browsers out. */
    is_keeper: z.boolean(),
    /** Sessions that this browser made before its writer signed in, and that can be taken along. */
    local_sessions: z.int(),
    /** How long the account, once deleted, can be had back. */
    deletion_grace_days: z.int(),
    /** Signing out is this account's to do: in `oidc` mode with a cookie. */
    can_sign_out: z.boolean(),
  })
  .meta({ id: "Account" });

export const deviceCode = z
  .object({
    /** Shown once: only its hash is kept. */
    code: z.string(),
    expires_at: timestamp,
  })
  .meta({ id: "DeviceCode" });

export const recoveryPhraseRequest = z
  .object({ language: language.optional() })
  .strict()
  .meta({ id: "RecoveryPhraseRequest" });

export const recoveryPhrase = z
  .object({
    /** Twelve words, or twelve Chinese characters. Shown once: only its hash is kept. */
    phrase: z.string(),
    created_at: timestamp,
  })
  .meta({ id: "RecoveryPhrase" });

export const joinRequest = z
  .union([
    z.object({ code: z.string().min(1).max(40).meta({ pattern: TEXT_PATTERNS.any }) }).strict(),
    z.object({ phrase: z.string().min(1).max(400).meta({ pattern: TEXT_PATTERNS.any }) }).strict(),
  ])
  .meta({ id: "JoinRequest" });

export const brought = z
  .object({
    /** Sessions that came along into the account. */
    brought_sessions: z.int(),
  })
  .meta({ id: "BroughtSessions" });

export const browserList = z
  .object({
    browsers: z.array(
      z
        .object({
          browser_id: z.uuid(),
          created_at: timestamp,
          /** To the hour. */
          last_seen_at: timestamp,
          joined_by: joinedBy,
          /** Its kind and its system, such as `Firefox · Windows`; null where it does not say. */
          device: z.string().nullable(),
          is_current: z.boolean(),
        })
        .meta({ id: "AccountBrowser" }),
    ),
  })
  .meta({ id: "AccountBrowsers" });

/** A token for a program. */
export const tokenRequest = z
  .object({
    /** What the writer calls it. */
    name: text(80),
    scope: tokenScope,
  })
  .strict()
  .meta({ id: "AccountTokenRequest" });

const accountToken = z.object({
  token_id: z.uuid(),
  name: z.string(),
  scope: tokenScope,
  created_at: timestamp,
  /** To the hour; null: not yet. */
  last_used_at: timestamp.nullable(),
});

export const madeToken = accountToken
  .extend({
    /** Shown once: only its hash is kept. */
    token: z.string(),
  })
  .meta({ id: "MadeAccountToken" });

export const tokenList = z
  .object({ tokens: z.array(accountToken.meta({ id: "AccountToken" })) })
  .meta({ id: "AccountTokens" });

export const mergeList = z
  .object({
    merges: z.array(
      z
        .object({
          merge_id: z.uuid(),
          merged_at: timestamp,
          /** Sessions that it brought. */
          brought_sessions: z.int(),
          undo_until: timestamp,
          undone_at: timestamp.nullable(),
          /** What was taken into another is the account that this browser had before. */
          is_own: z.boolean(),
        })
        .meta({ id: "AccountMerge" }),
    ),
  })
  .meta({ id: "AccountMerges" });

export const returned = z
  .object({
    /** Sessions that went back. */
    returned_sessions: z.int(),
  })
  .meta({ id: "ReturnedSessions" });

export const signOutRequest = z
  .object({
    /** Every sign-in of the account, on every device. */
    everywhere: z.boolean().optional(),
  })
  .strict()
  .meta({ id: "SignOutRequest" });

export const signedOut = z
  .object({
    /** Where the browser goes on: the provider's own sign-out, or a page of this studio. */
    continue_at: z.string(),
  })
  .meta({ id: "SignedOut" });

/** The body of a write that says nothing further. */
export const emptyRequest = z.object({}).strict().meta({ id: "EmptyRequest" });

export type TokenScope = z.infer<typeof tokenScope>;
export type Account = z.infer<typeof account>;
