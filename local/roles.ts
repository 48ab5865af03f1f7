/** The TypeScript roles, started from one environment and told where to log. */
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import type { EventHandler } from "#shared/delivery.ts";
import { readCallbackConfig } from "../callback/config.ts";
import { type Callback, startCallback } from "../callback/start-callback.ts";
import { readRelayConfig } from "../relay/config.ts";
import { directPublisher } from "../relay/publishers/direct.ts";
import { type Relay, startRelay } from "../relay/start-relay.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

export interface RoleSurroundings {
  readonly log: Logger;
  /** Where its metrics go; roles of one process share one. */
  readonly registry: Registry;
}

/** @throws EnvironmentError, or where PostgreSQL or Prefect is not named */
export function startCallbackRole(
  env: Environment,
  surroundings: RoleSurroundings,
): Promise<Callback> {
  return startCallback(readCallbackConfig(env), surroundings);
}

/**
 * The relay that delivers in this process.
 * @param handle the callback's, which lives in this process too
 * @throws EnvironmentError, or where PostgreSQL is not named
 */
export function startRelayRole(
  env: Environment,
  handle: EventHandler,
  surroundings: RoleSurroundings,
): Promise<Relay> {
  return startRelay(readRelayConfig(env), directPublisher(handle), surroundings);
}
