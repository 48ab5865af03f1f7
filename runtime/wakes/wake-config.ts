/** WAKE_URL, as the roles that feed and follow read it. */
import { environment } from "#shared/environment.ts";
import { EnvironmentError, readEnvironment } from "#shared/environment/read-environment.ts";
import type { WakeBroker } from "./wake-broker.ts";

const { WAKE_URL, UPSTASH_REDIS_REST_TOKEN } = environment;

/** What it is read from: part of a role's own list of variables. */
export const WAKE_FIELDS = { WAKE_URL, UPSTASH_REDIS_REST_TOKEN };

/**
 * null: LISTEN on PostgreSQL.
 * @throws EnvironmentError, also where an Upstash URL has no token
 */
export function readWakeBroker(
  env: Readonly<Record<string, string | undefined>>,
): WakeBroker | null {
  const values = readEnvironment(WAKE_FIELDS, env);
  const url = values.WAKE_URL;
  if (url === undefined) return null;
  const { protocol, password, username } = new URL(url);
  if (protocol === "redis:" || protocol === "rediss:") return { kind: "redis", url, token: null };
  if (protocol === "nats:" || protocol === "tls:") return { kind: "nats", url, token: null };
  const inUrl = password === "" ? username : password;
  const token = inUrl === "" ? values.UPSTASH_REDIS_REST_TOKEN : decodeURIComponent(inUrl);
  if (token === undefined) {
    const got = "an Upstash URL without a token";
    throw new EnvironmentError([{ variable: "WAKE_URL", got, takes: WAKE_URL.takes }]);
  }
  const place = new URL(url);
  place.username = "";
  place.password = "";
  return { kind: "upstash", url: place.href.replace(/\/+$/, ""), token };
}
