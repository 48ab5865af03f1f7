/** One request to Prefect's API, and what an answer that is none of the expected ones means. */
import { z } from "zod";
import { type PrefectAccess, prefectAuthorization } from "#runtime/prefect-access.ts";
import { type CsrfHeaders, createCsrfTokens, isCsrfRefusal } from "./prefect-csrf.ts";

/** `may_have_happened`: after a time-out nobody knows whether Prefect took the call. */
export interface Away {
  readonly outcome: "AWAY";
  readonly reason: string;
  readonly may_have_happened: boolean;
}

/** A request that Prefect understood and will never take: 400, 413, 415, 422. */
export interface Refused {
  readonly outcome: "REFUSED";
  readonly reason: string;
}

export interface PrefectOptions extends PrefectAccess {
  readonly timeoutMs: number;
  /** Aborted: what is asked has no answer any more, and nothing more is asked. */
  readonly leaving?: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export type PrefectRequest = (
  method: "GET" | "POST" | "PATCH",
  path: string,
  body?: object,
) => Promise<Answer | Away>;

type RequestWithHeaders = Omit<RequestInit, "headers"> & {
  readonly headers?: Readonly<Record<string, string>>;
};

/** @returns requests that never throw: no answer in time is AWAY */
export function createPrefectRequests(options: PrefectOptions): PrefectRequest {
  const authorization = prefectAuthorization(options);
  const send = (path: string, signal: AbortSignal, init: RequestWithHeaders) =>
    fetch(`${options.apiUrl}${path}`, {
      ...init,
      signal,
      headers: { accept: "application/json", ...authorization, ...init.headers },
    });
  const hold = createHold();
  const csrf = createCsrfTokens((path, signal) => send(path, signal, {}));

  return async (method, path, body) => {
    const held = hold.reason();
    if (held !== null) return away(`${method} ${path}: ${held}`, false);
    const { leaving } = options;
    if (leaving?.aborted === true) return away(`${method} ${path}: the callback ends`, false);
    const started = performance.now();
    const ending = new AbortController();
    const end = () => ending.abort(leaving?.reason);
    leaving?.addEventListener("abort", end, { once: true });
    const signal = AbortSignal.any([AbortSignal.timeout(options.timeoutMs), ending.signal]);
    const attempt = async (token: CsrfHeaders): Promise<Answer> => {
      const response = await send(path, signal, {
        method,
        headers: {
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...token,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (response.status === 429 || response.status === 503) {
        hold.until(response.headers.get("retry-after"));
      }
      return { status: response.status, body: parsed(await response.text()) };
    };
    try {
      const token = method === "GET" ? {} : await csrf.headers(signal);
      let answer = await attempt(token);
      if (isCsrfRefusal(answer) && (await csrf.renew(token, signal))) {
        answer = await attempt(await csrf.headers(signal));
      }
      const { status } = answer;
      return status >= 500 || status === 429 || status === 408
        ? away(`${method} ${path}: ${status}`, status !== 503 && status !== 429)
        : answer;
    } catch (error) {
      const tookMs = Math.round(performance.now() - started);
      return away(`${method} ${path}: ${reasonOf(error)} after ${tookMs} ms`, !isRefused(error));
    } finally {
      leaving?.removeEventListener("abort", end);
    }
  };
}

/** What Prefect asks for by Retry-After, at most: a wrong one must not end all work. */
const LONGEST_HOLD_MS = 60_000;

/** Prefect Cloud counts requests a minute, those that it refuses as well: asking on makes it worse. */
function createHold() {
  let endsAt = 0;
  return {
    /** @param retryAfter the header: seconds, or a date */
    until(retryAfter: string | null): void {
      if (retryAfter === null) return;
      const seconds = Number(retryAfter);
      const ms = Number.isNaN(seconds) ? Date.parse(retryAfter) - Date.now() : seconds * 1_000;
      if (ms > 0) endsAt = performance.now() + Math.min(ms, LONGEST_HOLD_MS);
    },
    /** Why nothing is asked now; null: it may be. */
    reason(): string | null {
      const leftMs = endsAt - performance.now();
      return leftMs > 0 ? `Prefect asked to wait ${Math.ceil(leftMs / 1_000)} s longer` : null;
    },
  };
}

function said(path: string, answer: Answer): string {
  return `${path}: ${answer.status} ${JSON.stringify(answer.body)?.slice(0, 300)}`;
}

/** A 4xx that is none of the run's: a wrong key, a wrong URL. Waited for, and said. */
export function unexpected(path: string, answer: Answer): Away {
  return away(said(path, answer), false);
}

/** … or one that is the request's own. */
export function refusedOrUnexpected(path: string, answer: Answer): Refused | Away {
  return [400, 413, 415, 422].includes(answer.status)
    ? { outcome: "REFUSED", reason: said(path, answer) }
    : unexpected(path, answer);
}

export function away(reason: string, mayHaveHappened: boolean): Away {
  return { outcome: "AWAY", reason, may_have_happened: mayHaveHappened };
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
}

const cause = z.object({ cause: z.object({ code: z.string() }) });

function reasonOf(error: unknown): string {
  const coded = cause.safeParse(error);
  if (coded.success) return coded.data.cause.code;
  return error instanceof Error ? error.message : String(error);
}

/** The connection was never made: Prefect cannot have taken the call. */
function isRefused(error: unknown): boolean {
  return [
    "ECONNREFUSED",
    "ENOTFOUND",
    "EAI_AGAIN",
    "UND_ERR_CONNECT_TIMEOUT",
    "EHOSTUNREACH",
  ].includes(reasonOf(error));
}
