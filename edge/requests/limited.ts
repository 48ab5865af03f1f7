/** 429 in its place: after what is wrong with the request itself, before what it asks for. */
import type { EdgeContext, EdgeDeps } from "./context.ts";
import type { RateName } from "../limits/limit-config.ts";
import type { Asking } from "../limits/limits.ts";
import { clientOf } from "./client.ts";
import { clientAddress } from "../http/client-address.ts";
import { problem } from "../http/problem.ts";

/** For a stream: another tab may close at any time. */
const STREAM_RETRY_SECONDS = 5;
/** For answers that are not read: theirs to read or to leave. */
const ANSWER_RETRY_SECONDS = 5;
/** For another export of the same account: the first is still being read. */
const EXPORT_RETRY_SECONDS = 30;
/** For an open session: it is the writer's to finish or give up one. */
const SESSION_RETRY_SECONDS = 3_600;
/** For room: what is deleted is counted a minute later. */
const STORED_RETRY_SECONDS = 3_600;

export function askingOf(c: EdgeContext, deps: EdgeDeps): Asking {
  return {
    account: c.var.signIn.accountId,
    address: clientAddress(c, deps.peerAddress, deps.trustedProxies),
  };
}

/** Of what needs no account: pages, files, the API's reference. */
export async function readLimited(c: EdgeContext, deps: EdgeDeps): Promise<Response | null> {
  const address = clientAddress(c, deps.peerAddress, deps.trustedProxies);
  const seconds = await deps.limits.check(["reads"], { account: null, address });
  if (seconds === 0) return null;
  deps.refusals.add("refused.rate", clientOf(c, deps));
  return retryLater(seconds);
}

/** To nobody in particular: whose token it would be is not looked up. */
export function tooManyTokens(c: EdgeContext, deps: EdgeDeps, seconds: number): Response {
  deps.refusals.add("refused.rate", clientOf(c, deps));
  return retryLater(seconds);
}

export function tooManyAnswers(c: EdgeContext, deps: EdgeDeps): Response {
  return tooMany(c, deps, ANSWER_RETRY_SECONDS);
}

/** The refusal, or null where the request may go on. */
export async function rateLimited(
  c: EdgeContext,
  deps: EdgeDeps,
  ...names: readonly RateName[]
): Promise<Response | null> {
  const seconds = await deps.limits.check(names, askingOf(c, deps));
  return seconds === 0 ? null : tooMany(c, deps, seconds);
}

/** The refusal where the account has written too much, or null; `payload` is what would be stored. */
export async function writtenTooMuch(
  c: EdgeContext,
  deps: EdgeDeps,
  payload: unknown,
): Promise<Response | null> {
  return writtenBytes(c, deps, new TextEncoder().encode(JSON.stringify(payload)).byteLength);
}

/** The same by the bytes themselves. */
export async function writtenBytes(
  c: EdgeContext,
  deps: EdgeDeps,
  bytes: number,
): Promise<Response | null> {
  const seconds = await deps.limits.checkWritten(bytes, askingOf(c, deps));
  return seconds === 0 ? null : tooMany(c, deps, seconds);
}

export function exportUnderWay(c: EdgeContext, deps: EdgeDeps): Response {
  return tooMany(c, deps, EXPORT_RETRY_SECONDS);
}

export function tooManyStreams(c: EdgeContext, deps: EdgeDeps): Response {
  return tooMany(c, deps, STREAM_RETRY_SECONDS);
}

export function tooManySessions(c: EdgeContext, deps: EdgeDeps): Response {
  return tooMany(c, deps, SESSION_RETRY_SECONDS);
}

/** For an account that is full: it is the writer's to delete something. */
export function storedTooMuch(c: EdgeContext, deps: EdgeDeps): Response {
  return tooMany(c, deps, STORED_RETRY_SECONDS);
}

/** 429 to an account, which goes on record. */
export function tooMany(c: EdgeContext, deps: EdgeDeps, seconds: number): Response {
  deps.refusals.add("refused.rate", clientOf(c, deps), c.var.signIn.accountId);
  return retryLater(seconds);
}

function retryLater(seconds: number): Response {
  return problem("RATE_LIMITED", {}, { "Retry-After": String(seconds) });
}
