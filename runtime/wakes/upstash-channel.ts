/**
 * Wakes over HTTP, by Upstash's REST protocol: where no TCP is to be had. What is published comes as an
 * event stream, which is read here: @upstash/redis 1.39 tells nobody that one has ended.
 */
import { Redis } from "@upstash/redis";
import { EventSourceParserStream } from "eventsource-parser/stream";
import { BROKER_DEADLINE_MS, type OpeningOptions, type WakeChannel } from "./wake-channel.ts";

export async function openUpstashChannel(
  place: { readonly url: string; readonly token: string },
  { topic, onBroken }: OpeningOptions,
): Promise<WakeChannel> {
  const redis = new Redis({
    ...place,
    enableTelemetry: false,
    // The next wake says the same.
    retry: false,
    signal: () => AbortSignal.timeout(BROKER_DEADLINE_MS),
  });
  await redis.ping();
  const stopping = new AbortController();
  return {
    async publish(text) {
      await redis.publish(topic, text);
    },
    async follow(onText) {
      const timer = setTimeout(() => stopping.abort(), BROKER_DEADLINE_MS);
      const response = await fetch(`${place.url}/subscribe/${encodeURIComponent(topic)}`, {
        method: "POST",
        headers: { authorization: `Bearer ${place.token}`, accept: "text/event-stream" },
        signal: stopping.signal,
      }).finally(() => clearTimeout(timer));
      if (!response.ok || response.body === null) {
        throw new Error(`the broker answered ${response.status} to who follows`);
      }
      const lines = read(response.body, topic, onText).then(
        () => "the broker ended the stream",
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
      void lines.then((reason) => {
        if (!stopping.signal.aborted) onBroken(reason);
      });
    },
    async stop() {
      stopping.abort();
    },
  };
}

/** `subscribe,CHANNEL,COUNT` once, then `message,CHANNEL,TEXT`. */
async function read(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  topic: string,
  onText: (text: string) => void,
): Promise<void> {
  const start = `message,${topic},`;
  const events = body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream());
  for await (const { data } of events) {
    if (data.startsWith(start)) onText(data.slice(start.length));
  }
}
