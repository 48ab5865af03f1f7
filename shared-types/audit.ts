/** The audit record's words: who did what, from where and when. Plain data. */

export const AUDIT_ACTIONS = {
  "account.created": "an account came into being; the subject is its kind",
  "account.deleted": "an account was deleted and signed out everywhere",
  "account.restored": "a deleted account is there again",
  "account.erased": "a deleted account was erased for good; the subject is its id",
  "account.exported": "an account's data was taken along as a file",
  "account.merged": "another account, the subject, was taken into this one",
  "account.unmerged": "that was undone",
  "sign_in.started":
    "signed in through the provider, or a browser of the account was seen for the first time",
  "sign_in.ended": "a sign-in ended: signed out here or at the provider, or put out",
  "device_code.made": "a one-time code for another browser; the subject is until when",
  "device_code.used": "another browser came in with it",
  "token.made": "a token for a program was made; the subject is its id",
  "token.ended": "and it ended: by hand, with the browser that made it, or with the account",
  "webhook.added":
    "an address is told what happens in the account's books; the subject is the webhook's id",
  "webhook.ended": "and no more: by hand, by its receiver's 410, or with the account",
  "recovery_phrase.set": "a recovery phrase was made",
  "recovery_phrase.used": "a browser came in with it",
  "session.deleted": "a book was deleted",
  "session.restored": "and taken back",
  "session.erased": "and erased for good",
  "signing_key.rotated": "a new key signs the cookies",
  "signing_key.forgotten": "a key is gone, and what it signed with it",
  "maintenance.begun": "an operator had the edges put writes off",
  "maintenance.ended": "and take them again",
  "outbox.retried": "an operator had failed events published again; the subject is how many",
  "outbox.dropped": "an operator gave failed events up; the subject is how many",
  "refused.code": "a one-time code or a recovery phrase that was wrong",
  "refused.credential": "a forged, expired or ended cookie or token",
  "refused.scope": "a program wanted what its token does not reach",
  "refused.cross_site": "a write from another site",
  "refused.rate":
    "more than a rate or a quota allows: requests, bytes, streams, open sessions, guesses",
} as const satisfies Readonly<Record<string, string>>;

export type AuditAction = keyof typeof AUDIT_ACTIONS;
