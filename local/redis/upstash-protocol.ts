/**
 * Upstash's REST protocol as @upstash/redis speaks it: a command is a JSON array, its answer
 * `{result}` or `{error}`; where the client asks for it, strings in results are base64.
 * Source: Upstash's REST API reference and the client's own http.ts, 1.39.
 */
import { ErrorReply } from "@redis/client";
import { z } from "zod";

export const redisCommand = z
  .array(z.union([z.string(), z.number(), z.boolean()]).transform(String))
  .min(1);

export const redisCommands = z.array(redisCommand).min(1).max(1_000);

export type RedisAnswer = { readonly result: JsonReply } | { readonly error: string };

export type JsonReply = string | number | null | readonly JsonReply[];

/** What would change or hold up the one connection that all clients share. */
const UNAVAILABLE = new Set(
  (
    "AUTH HELLO RESET QUIT SELECT CLIENT MONITOR SYNC PSYNC REPLICAOF SHUTDOWN " +
    "MULTI EXEC DISCARD WATCH UNWATCH ASKING READONLY READWRITE " +
    "SUBSCRIBE PSUBSCRIBE SSUBSCRIBE UNSUBSCRIBE PUNSUBSCRIBE SUNSUBSCRIBE " +
    "BLPOP BRPOP BRPOPLPUSH BLMOVE BLMPOP BZPOPMIN BZPOPMAX BZMPOP WAIT WAITAOF"
  ).split(" "),
);

/** The error for a command that the bridge does not pass on; null for one that it does. */
export function refusalOf(command: readonly string[]): string | null {
  const name = (command[0] ?? "").toUpperCase();
  const isBlockingRead =
    (name === "XREAD" || name === "XREADGROUP") &&
    command.some((argument) => argument.toUpperCase() === "BLOCK");
  if (!UNAVAILABLE.has(name) && !isBlockingRead) return null;
  return `ERR the command is not available over REST: '${name}'`;
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
