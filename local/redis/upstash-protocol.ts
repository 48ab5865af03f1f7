/**
 * Upstash's REST protocol as @upstash/redis speaks it: a command is a JSON array, its answer
 * `{result}` or `{error}`; where the client asks for it, strings in results are base64.
 * Source: Upstash's REST API reference and the client's own http.ts, 1.39.
 */
import { createHash } from "node:crypto";
import { ErrorReply } from "@redis/client";
import { z } from "zod";

export const redisCommand = z
  .array(z.union([z.string(), z.number(), z.boolean()]).transform(String))
  .min(1);

export const redisCommands = z.array(redisCommand).min(1).max(1_000);

export type RedisAnswer = { readonly result: JsonReply } | { readonly error: string };

export type JsonReply = string | number | null | readonly JsonReply[];

/**
 * The studio's keys, of its uses of Redis but for wakes: where a wait's handle is (callback/handle-cache.ts,
 * flows/genesis_flows/handle_cache.py) and the counted rates (edge/limits/upstash-counter.ts).
 */
const KEY = /^genesis:/;

/** SHA-1 of the one script: the sliding window of @upstash/ratelimit 2.0.8. */
const SCRIPTS = new Set(["977fb636fb5ceb7e98a96d1b3a1272ba018efdae"]);

/** What the studio sends, and nothing else: each rule says whether such arguments are its own. */
const AVAILABLE: Readonly<Record<string, (args: readonly string[]) => boolean>> = {
  PING: (args) => args.length === 0,
  GET: (args) => args.length === 1 && areKeys(args),
  DEL: (args) => args.length === 1 && areKeys(args),
  SET: ([key = "", value, unit, seconds = "", ...more]) =>
    areKeys([key]) &&
    value !== undefined &&
    (unit === undefined || (unit.toUpperCase() === "EX" && /^\d{1,9}$/.test(seconds))) &&
    more.length === 0,
  PUBLISH: ([channel = "", ...rest]) => isWakeChannel(channel) && rest.length === 1,
  EVALSHA: ([hash = "", ...rest]) => SCRIPTS.has(hash) && areScriptKeys(rest),
  EVAL: ([script = "", ...rest]) => SCRIPTS.has(sha1(script)) && areScriptKeys(rest),
};

/** The error for a command that the bridge does not pass on; null for one that it does. */
export function refusalOf(command: readonly string[]): string | null {
  const [word = "", ...args] = command;
  const name = word.toUpperCase();
  if (Object.hasOwn(AVAILABLE, name) && AVAILABLE[name]?.(args) === true) return null;
  return `ERR the command is not available over REST: '${name.slice(0, 32)}'`;
}

function areKeys(keys: readonly string[]): boolean {
  return keys.every((key) => KEY.test(key));
}

/** Of a region's wakes (runtime/wakes): what may be published to and followed. */
export function isWakeChannel(channel: string): boolean {
  return /^genesis:wakes:[\w-]+$/.test(channel);
}

/** After a script its number of keys, those, and its arguments. */
function areScriptKeys([count = "", ...rest]: readonly string[]): boolean {
  const keys = Number(count);
  // The library names an optional key that is not there by an empty one.
  return (
    /^[1-9]$/.test(count) && rest.length >= keys && areKeys(rest.slice(0, keys).filter(Boolean))
  );
}

function sha1(text: string): string {
  return createHash("sha1").update(text).digest("hex");
}

/**
 * One reply of Redis as the protocol carries it.
 * @param reply with bulk strings as Buffers, by RESP2
 * @param isBase64 whether the client sent `Upstash-Encoding: base64`
 */
export function answerOf(reply: unknown, isBase64: boolean): RedisAnswer {
  if (reply instanceof ErrorReply) return { error: reply.message };
  return { result: jsonOf(reply, isBase64) };
}

function jsonOf(reply: unknown, isBase64: boolean): JsonReply {
  if (reply === null || typeof reply === "number") return reply;
  if (Buffer.isBuffer(reply)) return reply.toString(isBase64 ? "base64" : "utf8");
  if (Array.isArray(reply)) return reply.map((item: unknown) => jsonOf(item, isBase64));
  const text = reply instanceof Error ? reply.message : z.string().parse(reply);
  // The client takes this one word as it is.
  return isBase64 && text !== "OK" ? Buffer.from(text).toString("base64") : text;
}
