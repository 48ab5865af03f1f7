/** The TypeScript roles, started from one environment and told where to log. */
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import type { Consumer, EventHandler } from "#runtime/delivery.ts";
import { inTurns } from "#runtime/work/lifetime.ts";
import { readTraceConfig } from "#runtime/trace/trace-config.ts";
import { createTracer } from "#runtime/trace/tracer.ts";
import { readKafkaConfig } from "#runtime/kafka/kafka-config.ts";
import { readCallbackConfig } from "../../callback/config.ts";
import { KAFKA_CONSUMER_DEFAULTS } from "../../callback/consumers/kafka-config.ts";
import { createDirectConsumer } from "../../callback/consumers/direct.ts";
import { createKafkaConsumer } from "../../callback/consumers/kafka.ts";
import { type Callback, startCallback } from "../../callback/start-callback.ts";
import { readRelayConfig } from "../../relay/config.ts";
import { directPublisher } from "../../relay/publishers/direct.ts";
import { createKafkaPublisher } from "../../relay/publishers/kafka.ts";
import { type Relay, startRelay } from "../../relay/start-relay.ts";
import { fail } from "../processes/fail.ts";
import { feedWakes } from "./feed-wakes.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

export interface RoleSurroundings {
  readonly log: Logger;
  /** Where its metrics go; roles of one process share one. */
  readonly registry: Registry;
}

/**
 * The callback with its one consumer: where KAFKA_BROKERS is set, events come to it from there, and
 * `handle` takes none.
 * @throws EnvironmentError, or where PostgreSQL or Prefect is not named
 */
export async function startCallbackRole(
  env: Environment,
  surroundings: RoleSurroundings,
): Promise<Callback> {
  const config = readCallbackConfig(env);
  const kafka = readKafkaConfig(env);
  const tracer = createTracer(readTraceConfig(env), "callback", surroundings.log);
  let consumer: Consumer | null = null;
  const consumerFault = () => consumer?.fault() ?? null;
  const callback = await startCallback(config, { ...surroundings, tracer, consumerFault });
  const direct = createDirectConsumer(callback.handle);
  consumer =
    kafka === null
      ? direct
      : createKafkaConsumer(
          { ...KAFKA_CONSUMER_DEFAULTS, ...kafka },
          callback.handle,
          surroundings.log,
        );
  const parts = inTurns([consumer], [callback], [tracer]);
  parts.start();
  return { handle: direct.deliver, stop: () => parts.stop() };
}

/** Whether relay and callback meet in Kafka. @throws EnvironmentError */
export function hasKafka(env: Environment): boolean {
  return readKafkaConfig(env) !== null;
}

/**
 * The relay: to Kafka where KAFKA_BROKERS is set, else to the callback in this process.
 * @param handle the callback's; nothing is delivered to it where there is Kafka
 * @throws EnvironmentError, or where PostgreSQL is not named
 */
export async function startRelayRole(
  env: Environment,
  handle: EventHandler,
  surroundings: RoleSurroundings,
): Promise<Relay> {
  const config = readRelayConfig(env);
  const kafka = readKafkaConfig(env);
  const publisher =
    kafka === null ? directPublisher(handle) : createKafkaPublisher(kafka, surroundings.log);
  const tracer = createTracer(readTraceConfig(env), "relay", surroundings.log);
  const relay = await startRelay(config, publisher, { ...surroundings, tracer, onUnusable: fail });
  const feed =
    config.wakes === null ? null : feedWakes(config.databaseUrl, config.wakes, surroundings);
  tracer.start();
  feed?.start();
  return {
    ...relay,
    async stop() {
      await feed?.stop();
      await relay.stop();
      await tracer.stop();
    },
  };
}
