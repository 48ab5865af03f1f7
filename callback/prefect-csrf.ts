/**
 * The token that a Prefect with PREFECT_SERVER_CSRF_PROTECTION_ENABLED wants with every change
 * (Prefect 3.8, server/api/csrf_token.py). A Prefect without costs nothing: none is asked for before
 * a change was refused for the want of it.
 */
import { randomUUID } from "node:crypto";
import { z } from "zod";

export type CsrfHeaders = Readonly<Record<string, string>>;

export interface CsrfTokens {
  /** What goes with a change; nothing where Prefect never wanted any. A token that ends is renewed. */
  headers(signal: AbortSignal): Promise<CsrfHeaders>;
  /**
   * A new token, after a change with these headers was refused, where no other refusal has brought
   * one meanwhile: each new token ends the one before it. @returns false where Prefect gives none
   */
  renew(refused: CsrfHeaders, signal: AbortSignal): Promise<boolean>;
}

const token = z.object({ token: z.string().min(1), expiration: z.coerce.date() });

const TOKEN = "prefect-csrf-token";

/** So long before its end a token is no longer used: the request has yet to get there. */
const marginMs = 30_000;

/** @param get a GET of that path of Prefect's API */
export function createCsrfTokens(
  get: (path: string, signal: AbortSignal) => Promise<Response>,
): CsrfTokens {
  const client = randomUUID();
  let present: z.infer<typeof token> | null = null;
  // Requests that are refused at the same time take one token: a second would end the first.
  let asking: Promise<boolean> | null = null;

  const ask = async (signal: AbortSignal): Promise<boolean> => {
    const response = await get(`/csrf-token?client=${client}`, signal);
    const answer = token.safeParse(await response.json().catch(() => null));
    present = response.status === 200 && answer.success ? answer.data : null;
    return present !== null;
  };
  const askOnce = (signal: AbortSignal): Promise<boolean> => {
    asking ??= ask(signal).finally(() => {
      asking = null;
    });
    return asking;
  };
  return {
    headers: async (signal) => {
      if (present !== null && present.expiration.getTime() - marginMs < Date.now()) {
        await askOnce(signal);
      }
      return present === null ? {} : { [TOKEN]: present.token, "prefect-csrf-client": client };
    },
    renew: async (refused, signal) =>
      present !== null && present.token !== refused[TOKEN] ? true : askOnce(signal),
  };
}

const refusal = z.object({
  status: z.literal(403),
  body: z.object({ detail: z.string().regex(/csrf token|client identifier/i) }),
});

/** Prefect took nothing of it: the change may be tried again with a token. */
export function isCsrfRefusal(answer: {
  readonly status: number;
  readonly body: unknown;
}): boolean {
  return refusal.safeParse(answer).success;
}
