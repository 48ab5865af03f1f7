/**
 * Upstash's REST protocol in front of a plain Redis or Valkey, for those who run their own: what
 * takes UPSTASH_REDIS_REST_URL, on Node or Deno, then needs no second client (docs/adr/0009).
 *
 *     POST /            one command      ["SET","key","value"]
 *     POST /pipeline    several          [["SET",…],["GET",…]]
 *     POST /multi-exec  one transaction  [["SET",…],["GET",…]]
 *     POST /subscribe/CHANNEL            what is published there, as an event stream
 */
import { once } from "node:events";
import { type ServerType, serve } from "@hono/node-server";
import { ErrorReply, RESP_TYPES, createClient } from "@redis/client";
import { type Context, Hono } from "hono";
import { bearerAuth } from "hono/bearer-auth";
import { streamSSE } from "hono/streaming";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import type { Logger } from "pino";
import type { Stoppable } from "#runtime/work/lifetime.ts";
import { inTime } from "#runtime/work/in-time.ts";
import { backOffMs } from "#runtime/work/back-off.ts";
import {
  answerOf,
  isWakeChannel,
  redisCommand,
  redisCommands,
  refusalOf,
} from "./upstash-protocol.ts";

export interface RedisBridgeOptions {
  /** redis:// or rediss://, with user, password and database where it has them. */
  readonly redisUrl: string;
  /** What clients send as their Bearer token. */
  readonly token: string;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly log: Logger;
}

export interface RedisBridge extends Stoppable {
  /** What UPSTASH_REDIS_REST_URL takes. */
  readonly url: string;
}

const MAX_BODY_BYTES = 1024 * 1024;

/** Of a follower that reads no more: it is let go of, and looks by itself once it follows again. */
const MOST_HELD_MESSAGES = 1_000;

const RECONNECT = { firstMs: 50, mostMs: 1_000 } as const;

/** One connection for all: it carries thousands of commands at once, and none that block. */
const CONNECTION = {
  RESP: 2,
  // What Redis does not take now is refused now: a client's time-out is a second or less.
  disableOfflineQueue: true,
  // A connection on which nothing comes for so long is replaced; by default it would stay closed.
  pingInterval: 1_000,
  socket: {
    connectTimeout: 2_000,
    socketTimeout: 3_000,
    reconnectStrategy: (retries: number) => backOffMs(RECONNECT, retries + 1),
  },
} as const;

/**
 * Serves at once; while Redis is away every request is answered with 503, and it connects again.
 * @throws the listen error, EADDRINUSE among them
 */
export async function startRedisBridge(options: RedisBridgeOptions): Promise<RedisBridge> {
  const { log } = options;
  const client = createClient({ ...CONNECTION, url: options.redisUrl });
  client.on("ready", () => log.info("connected to Redis"));
  client.on("error", (error: unknown) => log.warn({ err: error }, "Redis is away"));
  const redis = client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
  const send = (command: readonly string[]) => redis.sendCommand([...command]);

  // What subscribes can do nothing else by RESP 2: a connection of its own, had when somebody follows.
  const subscriber = client.duplicate({ disableOfflineQueue: false });
  subscriber.on("error", (error: unknown) => log.debug({ err: error }, "Redis is away"));
  const follow: Follow = async (channel, onMessage) => {
    const opened = subscriber.isOpen ? Promise.resolve() : subscriber.connect();
    const followed = opened.then(() => subscriber.subscribe(channel, onMessage));
    const end = () =>
      void followed.then(() => subscriber.unsubscribe(channel, onMessage)).catch(() => undefined);
    const { outcome } = await inTime(followed, CONNECTION.socket.connectTimeout);
    if (outcome === "DONE") return end;
    end();
    throw new Error("Redis gave no answer in time");
  };

  const server = serve({
    fetch: createBridgeApp(send, options.token, follow).fetch,
    hostname: options.host,
    port: options.port,
    overrideGlobalObjects: false,
  });
  await listening(server);
  // Resolves with the first connection; a bridge that is stopped before has none.
  client.connect().catch((error: unknown) => log.debug({ err: error }, "never connected"));
  const address = server.address();
  const port = address === null || typeof address === "string" ? options.port : address.port;
  return {
    url: `http://${options.host.includes(":") ? `[${options.host}]` : options.host}:${port}`,
    stop: async () => {
      const closed = once(server, "close");
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await closed;
      client.destroy();
      if (subscriber.isOpen) subscriber.destroy();
    },
  };
}

async function listening(server: ServerType): Promise<void> {
  if (!server.listening) await once(server, "listening");
}

type Send = (command: readonly string[]) => Promise<unknown>;

/** Resolves once it is followed, with the way to end that. */
type Follow = (channel: string, onMessage: (text: string) => void) => Promise<() => void>;

function createBridgeApp(send: Send, token: string, follow: Follow): Hono {
  const app = new Hono();
  const unauthorized = { error: "WRONGPASS invalid or missing auth token" };
  app.use(
    bearerAuth({
      token,
      noAuthenticationHeader: { message: unauthorized },
      invalidAuthenticationHeader: { message: unauthorized },
      invalidToken: { message: unauthorized },
    }),
    bodyLimit({
      maxSize: MAX_BODY_BYTES,
      onError: (c) => c.json({ error: `ERR a request takes ${MAX_BODY_BYTES} bytes` }, 413),
    }),
  );
  app.post("/", async (c) => {
    const command = redisCommand.safeParse(await bodyOf(c));
    if (!command.success) return c.json({ error: "ERR a command is an array of words" }, 400);
    const refusal = refusalOf(command.data);
    if (refusal !== null) return c.json({ error: refusal }, 400);
    const [reply] = await settled([send(command.data)]);
    const answer = answerOf(reply, wantsBase64(c));
    return c.json(answer, "error" in answer ? 400 : 200);
  });
  app.post("/pipeline", async (c) => {
    const commands = redisCommands.safeParse(await bodyOf(c));
    if (!commands.success) return c.json({ error: "ERR a pipeline is an array of commands" }, 400);
    const replies = await settled(
      commands.data.map(async (command) => {
        const refusal = refusalOf(command);
        return refusal === null ? send(command) : new ErrorReply(refusal);
      }),
    );
    return c.json(replies.map((reply) => answerOf(reply, wantsBase64(c))));
  });
  app.post("/multi-exec", async (c) => {
    const commands = redisCommands.safeParse(await bodyOf(c));
    if (!commands.success)
      return c.json({ error: "ERR a transaction is an array of commands" }, 400);
    const refusal = commands.data.map(refusalOf).find((found) => found !== null);
    if (refusal !== undefined) return c.json({ error: refusal }, 400);
    // Sent within one turn of the event loop, so that nothing of another request comes between. The
    // client's own multi() does not take the type mapping that keeps bytes as they are.
    const sent = [["MULTI"], ...commands.data, ["EXEC"]].map((command) => send(command));
    const replies: unknown = (await settled(sent)).at(-1);
    if (!Array.isArray(replies)) return c.json(answerOf(replies, false), 400);
    return c.json(replies.map((reply: unknown) => answerOf(reply, wantsBase64(c))));
  });
  app.post("/subscribe/:channel", async (c) => {
    const channel = c.req.param("channel");
    if (!isWakeChannel(channel)) return c.json({ error: "ERR no channel of the studio" }, 400);
    const waiting: string[] = [];
    let send = (text: string) => void waiting.push(text);
    const end = await follow(channel, (text) => send(`message,${channel},${text}`));
    return streamSSE(c, async (stream) => {
      const ended = new Promise<void>((resolve) => stream.onAbort(resolve));
      let held = 0;
      send = (text) => {
        held += 1;
        if (held > MOST_HELD_MESSAGES) stream.abort();
        else void stream.writeSSE({ data: text }).finally(() => (held -= 1));
      };
      for (const text of [`subscribe,${channel},1`, ...waiting]) send(text);
      await ended;
      end();
    });
  });
  app.notFound((c) => c.json({ error: "ERR not an endpoint of this bridge" }, 404));
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    return c.json({ error: "ERR Redis is away" }, 503);
  });
  return app;
}

/** Replies in order, errors of Redis among them. @throws where the connection failed */
async function settled(sent: readonly Promise<unknown>[]): Promise<readonly unknown[]> {
  const outcomes = await Promise.allSettled(sent);
  return outcomes.map((outcome) => {
    if (outcome.status === "fulfilled") return outcome.value;
    if (outcome.reason instanceof ErrorReply) return outcome.reason;
    throw outcome.reason;
  });
}

async function bodyOf(c: Context): Promise<unknown> {
  return c.req.json().catch(() => null);
}

function wantsBase64(c: Context): boolean {
  return c.req.header("upstash-encoding") === "base64";
}
