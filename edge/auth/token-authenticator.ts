/** Programs' tokens, in either mode: whoever sends one means it, whatever cookie is beside it. */
import type { TokenScope } from "#shared/http/account.ts";
import type { Authenticator, AuthOutcome } from "./authenticator.ts";
import { isProgramToken, readProgramToken } from "./program-token.ts";

const BEARER = /^bearer +(\S+)$/i;
const REFUSED: AuthOutcome = { outcome: "REFUSED" };

/** What PostgreSQL says of a token; null: there is none, or it has ended. */
export type FindToken = (
  accountId: string,
  hashBase64: string,
) => Promise<{ readonly token_id: string; readonly scope: TokenScope } | null>;

/** @param inner who asks where no program's token came */
export function withProgramTokens(inner: Authenticator, find: FindToken): Authenticator {
  return {
    ...inner,
    async authenticate(credentials) {
      const bearer = BEARER.exec(credentials.authorization ?? "")?.[1];
      if (bearer !== undefined && isProgramToken(bearer)) return tokenOutcome(bearer, find);
      const outcome = await inner.authenticate(credentials);
      // A local studio knows no other tokens: a program that sent one gets no account of its own for it.
      const isLost = bearer !== undefined && outcome.outcome === "ANONYMOUS";
      return isLost ? REFUSED : outcome;
    },
  };
}

async function tokenOutcome(token: string, find: FindToken): Promise<AuthOutcome> {
  const secret = await readProgramToken(token);
  const found = secret === null ? null : await find(secret.accountId, secret.hashBase64);
  if (secret === null || found === null) return REFUSED;
  return {
    outcome: "SIGNED_IN",
    isOld: false,
    signIn: {
      accountId: secret.accountId,
      keyId: null,
      signInId: null,
      token: null,
      program: { tokenId: found.token_id, scope: found.scope },
      // Until somebody ends it.
      expiresAtSeconds: Number.POSITIVE_INFINITY,
      isAsked: true,
    },
  };
}
