/** The edge's configuration, read once from the environment. */

import { type EndpointPolicy, endpointPolicy } from "#runtime/endpoints/endpoint-policy.ts";
import { isPublic } from "#runtime/endpoints/reach.ts";
import { readTraceConfig, TRACE_FIELDS, type TraceConfig } from "#runtime/trace/trace-config.ts";
import type { WakeBroker } from "#runtime/wakes/wake-broker.ts";
import { readWakeBroker, WAKE_FIELDS } from "#runtime/wakes/wake-config.ts";
import { environment } from "#shared/environment.ts";
import { EnvironmentError, readEnvironment } from "#shared/environment/read-environment.ts";
import type { OidcConfig } from "./auth/oidc-provider.ts";
import { LIMIT_FIELDS, type LimitConfig, limitConfig } from "./limits/limit-config.ts";

export interface EdgeConfig {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** The origin that browsers see; null: `http://HOST:PORT`. */
  readonly publicUrl: string | null;
  readonly databaseUrl: string;
  /** For LISTEN; differs from `databaseUrl` where that goes through a transaction pooler. */
  readonly databaseDirectUrl: string;
  /** Where weaknesses are reported; null: nobody is named. */
  readonly securityContact: string | null;
  /** null: none. */
  readonly limits: LimitConfig | null;
  /** None is trusted that is not named here, this machine's own included. */
  readonly trustedProxies: readonly string[];
  /** null: that of `publicUrl`, and on loopback this machine's names. */
  readonly allowedHosts: readonly string[] | null;
  /** null: local accounts. */
  readonly oidc: OidcConfig | null;
  /** Encrypt stored model keys: the first does, all decrypt. */
  readonly secrets: readonly string[];
  /** Where a writer may point the model. */
  readonly modelEndpoints: EndpointPolicy;
  /** A replica that is read; absent: the primary alone. */
  readonly databaseReadUrl?: string;
  /** Absent: LISTEN on PostgreSQL. */
  readonly wakes?: WakeBroker;
  /** Absent: no traces are sent. */
  readonly traces?: TraceConfig;
  /** How long what was deleted can be had back. */
  readonly graceDays: number;
}

const { DATABASE_URL, OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_AUDIENCE, PUBLIC_URL } = environment;

const FIELDS = {
  HOST: environment.HOST,
  PORT: environment.PORT,
  PUBLIC_URL,
  DATABASE_URL,
  DATABASE_DIRECT_URL: environment.DATABASE_DIRECT_URL,
  DATABASE_READ_URL: environment.DATABASE_READ_URL,
  AUTH_MODE: environment.AUTH_MODE,
  OIDC_ISSUER,
  OIDC_CLIENT_ID,
  OIDC_CLIENT_SECRET: environment.OIDC_CLIENT_SECRET,
  OIDC_SCOPE: environment.OIDC_SCOPE,
  OIDC_AUDIENCE,
  TRUSTED_PROXIES: environment.TRUSTED_PROXIES,
  ALLOWED_HOSTS: environment.ALLOWED_HOSTS,
  SECURITY_CONTACT: environment.SECURITY_CONTACT,
  GENESIS_SECRET: environment.GENESIS_SECRET,
  MODEL_ENDPOINTS: environment.MODEL_ENDPOINTS,
  DELETION_GRACE_DAYS: environment.DELETION_GRACE_DAYS,
  ...TRACE_FIELDS,
  ...WAKE_FIELDS,
  ...LIMIT_FIELDS,
};
/** All that the edge reads of its environment: what deno.json lets it read. */
export const EDGE_VARIABLES: readonly string[] = Object.keys(FIELDS);
type Values = ReturnType<typeof readEnvironment<typeof FIELDS>>;

/**
 * @throws EnvironmentError that names each wrong variable; also where DATABASE_URL is missing, as
 *   only `npm start` brings a database of its own.
 */
export function readEdgeConfig(env: Readonly<Record<string, string | undefined>>): EdgeConfig {
  const values = readEnvironment(FIELDS, env);
  const { DATABASE_URL: databaseUrl } = values;
  if (databaseUrl === undefined) throw missing({ DATABASE_URL });
  const traces = readTraceConfig(env);
  const wakes = readWakeBroker(env);
  return {
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL ?? null,
    databaseUrl,
    databaseDirectUrl: values.DATABASE_DIRECT_URL ?? databaseUrl,
    securityContact: values.SECURITY_CONTACT ?? null,
    limits: limitConfig(values, isPublic(values)),
    trustedProxies: values.TRUSTED_PROXIES,
    allowedHosts: values.ALLOWED_HOSTS ?? null,
    oidc: values.AUTH_MODE === "oidc" ? oidcConfig(values) : null,
    secrets: values.GENESIS_SECRET ?? [],
    modelEndpoints: endpointPolicy(values.MODEL_ENDPOINTS, !isPublic(values)),
    ...(traces === null ? {} : { traces }),
    ...(wakes === null ? {} : { wakes }),
    ...(values.DATABASE_READ_URL === undefined
      ? {}
      : { databaseReadUrl: values.DATABASE_READ_URL }),
    graceDays: values.DELETION_GRACE_DAYS,
  };
}

function oidcConfig(values: Values): OidcConfig {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, PUBLIC_URL: publicUrl } = values;
  if (issuer === undefined || clientId === undefined || publicUrl === undefined) {
    throw missing({
      ...(issuer === undefined ? { OIDC_ISSUER } : {}),
      ...(clientId === undefined ? { OIDC_CLIENT_ID } : {}),
      ...(publicUrl === undefined ? { PUBLIC_URL } : {}),
    });
  }
  // An ID token is meant for the client: with its id as the audience, one would open the API.
  if (values.OIDC_AUDIENCE === clientId) {
    const { takes } = OIDC_AUDIENCE;
    const got = "the same as OIDC_CLIENT_ID";
    throw new EnvironmentError([{ variable: "OIDC_AUDIENCE", got, takes }]);
  }
  return {
    issuer,
    clientId,
    clientSecret: values.OIDC_CLIENT_SECRET ?? null,
    audience: values.OIDC_AUDIENCE ?? null,
    scope: values.OIDC_SCOPE,
    publicUrl,
  };
}

function missing(fields: Readonly<Record<string, { readonly takes: string }>>): EnvironmentError {
  return new EnvironmentError(
    Object.entries(fields).map(([variable, { takes }]) => ({
      variable,
      got: variable === "DATABASE_URL" ? "nothing" : "nothing, while AUTH_MODE is oidc",
      takes,
    })),
  );
}
