/** Programs' tokens, in either mode: whoever sends one means it, whatever cookie is beside it. */
import type { TokenScope } from "#shared/http/account.ts";
import type { Authenticator, AuthOutcome } from "./authenticator.ts";
import { isProgramToken, readProgramToken } from "./program-token.ts";

const BEARER = /^bearer +(\S+)$/i;
const REFUSED: AuthOutcome = { outcome: "REFUSED" };

interface FoundToken {
  readonly token_id: string;
  readonly scope: TokenScope;
}

/** What PostgreSQL says of a token; null: there is none, or it has ended. */
export type FindToken = (accountId: string, hashBase64: string) => Promise<FoundToken | null>;

/** Seconds until an address may have another token looked up that this edge does not know; 0: now. */
export type TryToken = (address: string) => Promise<number>;

/** As many are as good as a cache; one that is forgotten counts as a try once more. */
const MOST_KNOWN = 10_000;

/**
 * A token that nobody knows is looked up in PostgreSQL, and anyone may send one: tries are counted by
 * address. One that was good here before does not count, so that nobody's guesses shut it out.
 * @param inner who asks where no program's token came
 */
export function withProgramTokens(
  inner: Authenticator,
  find: FindToken,
  tryToken: TryToken,
): Authenticator {
  const known = new Set<string>();
  /** Of tokens that are not known: requests that come with one at a time are one try and one look-up. */
  const trying = new Map<string, Promise<AuthOutcome>>();

  async function tokenOutcome(token: string, address: string): Promise<AuthOutcome> {
    const secret = await readProgramToken(token);
    if (secret === null) return REFUSED;
    const { accountId, hashBase64 } = secret;
    if (known.has(hashBase64)) return lookUp(accountId, hashBase64);
    const key = `${address} ${hashBase64}`;
    const present = trying.get(key);
    if (present !== undefined) return present;
    const outcome = tried(accountId, hashBase64, address).finally(() => trying.delete(key));
    trying.set(key, outcome);
    return outcome;
  }

  async function tried(account: string, hash: string, address: string): Promise<AuthOutcome> {
    const retryAfterSeconds = await tryToken(address);
    return retryAfterSeconds > 0
      ? { outcome: "TOO_MANY", retryAfterSeconds }
      : lookUp(account, hash);
  }

  async function lookUp(accountId: string, hashBase64: string): Promise<AuthOutcome> {
    const found = await find(accountId, hashBase64);
    known.delete(hashBase64);
    if (found === null) return REFUSED;
    known.add(hashBase64);
    const [oldest] = known;
    if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
    return signedIn(accountId, found);
  }

  return {
    ...inner,
    async authenticate(credentials) {
      const bearer = BEARER.exec(credentials.authorization ?? "")?.[1];
      if (bearer !== undefined && isProgramToken(bearer)) {
        return tokenOutcome(bearer, credentials.address ?? "");
      }
      const outcome = await inner.authenticate(credentials);
      // A local studio knows no other tokens: a program that sent one gets no account of its own for it.
      const isLost = bearer !== undefined && outcome.outcome === "ANONYMOUS";
      return isLost ? REFUSED : outcome;
    },
  };
}

function signedIn(accountId: string, found: FoundToken): AuthOutcome {
  return {
    outcome: "SIGNED_IN",
    isOld: false,
    signIn: {
      accountId,
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
