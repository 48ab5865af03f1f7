/** Wakes by a subject of NATS. */
import { connect } from "@nats-io/transport-node";
import { inTime } from "../work/in-time.ts";
import { BROKER_DEADLINE_MS, type OpeningOptions, type WakeChannel } from "./wake-channel.ts";

/**
 * @param url `nats://USER:PASSWORD@HOST:PORT`, `nats://TOKEN@HOST:PORT`, or `tls://…`
 * @throws where NATS is away or refuses
 */
export async function openNatsChannel(
  url: string,
  { topic, onBroken }: OpeningOptions,
): Promise<WakeChannel> {
  const { protocol, host, username, password } = new URL(url);
  const connection = await connect({
    servers: host,
    reconnect: false,
    timeout: BROKER_DEADLINE_MS,
    ...(protocol === "tls:" ? { tls: {} } : {}),
    ...(username === ""
      ? {}
      : password === ""
        ? { token: decodeURIComponent(username) }
        : { user: decodeURIComponent(username), pass: decodeURIComponent(password) }),
  });
  let isOpen = true;
  void connection.closed().then((error) => {
    if (isOpen) onBroken(error instanceof Error ? error.message : "NATS closed the connection");
  });
  /** What was sent is with the server. */
  const flushed = async () => {
    const { outcome } = await inTime(connection.flush(), BROKER_DEADLINE_MS);
    if (outcome === "LATE") throw new Error(`NATS gave no answer within ${BROKER_DEADLINE_MS} ms`);
  };
  // A subject's tokens are divided by dots.
  const subject = topic.replaceAll(":", ".");
  return {
    async publish(text) {
      connection.publish(subject, text);
      await flushed();
    },
    async follow(onText) {
      connection.subscribe(subject, {
        callback: (error, message) => {
          if (error === null) onText(message.string());
        },
      });
      await flushed();
    },
    async stop() {
      isOpen = false;
      await inTime(
        connection.close().catch(() => undefined),
        BROKER_DEADLINE_MS,
      );
    },
  };
}
