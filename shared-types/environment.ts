/**
 * The environment's variables: one field each, named, typed and described once. A role picks the
 * fields it needs and maps them to its own configuration, whose names carry units:
 *
 *     const { HOST, PORT } = environment;
 *     const values = readEnvironment({ HOST, PORT }, process.env); // { HOST: string, PORT: number }
 *
 * An empty value counts as absent.
 */
import { z } from "zod";
import {
  count,
  databaseUrl,
  hasProtocol,
  headersOf,
  httpUrl,
  isLoopbackHttp,
  isPlace,
  port,
  rates,
  secret,
  text,
  wholeNumber,
} from "./environment/kinds.ts";
import { type EnvironmentFields, environmentField } from "./environment/read-environment.ts";

/** What MODEL_ENDPOINTS says instead of hosts. */
const ENDPOINT_WORDS = new Set(["any", "public", "none"]);

/** Every variable of the contract's Environment table. */
export const environment = {
  HOST: environmentField(
    "a host name or an IP address to listen on",
    text.regex(/^[A-Za-z0-9._:%-]+$/).default("127.0.0.1"),
  ),
  PORT: port(8787),
  RELAY_PORT: port(8788),
  CALLBACK_PORT: port(8789),
  FLOWS_PORT: port(8790),
  REDIS_BRIDGE_PORT: port(8791),
  WAKES_PORT: port(8792),
  FLOWS_MAX_RUNS: environmentField(
    "a whole number, 1–500",
    z
      .string()
      .regex(/^\d{1,3}$/)
      .transform(Number)
      .pipe(z.int().min(1).max(500))
      .default(32),
  ),
  GENESIS_DATA_DIR: environmentField("a directory", text.default(".data")),
  DATABASE_URL: databaseUrl(),
  DATABASE_DIRECT_URL: databaseUrl(),
  DATABASE_MIGRATE_URL: databaseUrl(),
  DATABASE_READ_URL: databaseUrl(),
  RELAY_PARTITIONS: environmentField(
    "into how many partitions relays split the sessions, 1 to 64; the same for every relay",
    z
      .string()
      .regex(/^\d{1,2}$/)
      .transform(Number)
      .pipe(z.int().min(1).max(64))
      .default(1),
  ),
  OUTBOX_RETENTION_HOURS: environmentField(
    "for how many hours published events stay in the outbox, 1 to 8760",
    wholeNumber(1, 8_760, 24),
  ),
  COMMAND_RETENTION_DAYS: environmentField(
    "for how many days ended commands, and with them the answers to repeated Idempotency-Keys, are kept, 1 to 3650",
    wholeNumber(1, 3_650, 90),
  ),
  DELETION_GRACE_DAYS: environmentField(
    "for how many days what was deleted can be had back before it is erased, 0 to 3650",
    wholeNumber(0, 3_650, 30),
  ),
  AUDIT_RETENTION_DAYS: environmentField(
    "for how many days the audit record is kept, 30 to 3650",
    wholeNumber(30, 3_650, 365),
  ),
  KAFKA_BROKERS: environmentField(
    "brokers as HOST:PORT, separated by commas",
    z
      .string()
      .transform((value) => value.split(",").map((broker) => broker.trim()))
      .pipe(z.array(z.string().regex(/^[^\s:]+:\d{1,5}$/)).min(1))
      .optional(),
  ),
  KAFKA_SSL: environmentField("on or off", z.enum(["on", "off"]).default("off")),
  KAFKA_SASL_MECHANISM: environmentField(
    "plain, scram-sha-256 or scram-sha-512",
    z.enum(["plain", "scram-sha-256", "scram-sha-512"]).optional(),
    { needs: "KAFKA_SASL_USERNAME" },
  ),
  KAFKA_SASL_USERNAME: environmentField(
    "the user's name for KAFKA_SASL_MECHANISM",
    text.optional(),
    {
      needs: "KAFKA_SASL_PASSWORD",
    },
  ),
  KAFKA_SASL_PASSWORD: secret("the password of KAFKA_SASL_USERNAME", {
    needs: "KAFKA_SASL_MECHANISM",
  }),
  PREFECT_API_URL: httpUrl("the Prefect API"),
  PREFECT_API_KEY: secret("a Prefect API key"),
  PREFECT_API_AUTH_STRING: secret("USER:PASSWORD of a Prefect server behind basic authentication"),
  UPSTASH_REDIS_REST_URL: httpUrl("an Upstash Redis REST endpoint", {
    needs: "UPSTASH_REDIS_REST_TOKEN",
  }),
  UPSTASH_REDIS_REST_TOKEN: secret("the token of UPSTASH_REDIS_REST_URL", {
    needs: "UPSTASH_REDIS_REST_URL",
  }),
  REDIS_URL: environmentField(
    "a Redis or Valkey URL, redis://USER:PASSWORD@HOST:PORT or rediss://…",
    text.refine((value) => hasProtocol(value, ["redis:", "rediss:"])).optional(),
    { disclosure: "url" },
  ),
  WAKE_URL: environmentField(
    "what carries this region's wakes: redis://, rediss://, nats:// or tls:// with HOST, or Upstash's https:// URL with its token as the password, or with UPSTASH_REDIS_REST_TOKEN",
    text
      .refine((value) =>
        hasProtocol(value, ["redis:", "rediss:", "nats:", "tls:", "http:", "https:"]),
      )
      .refine((value) => new URL(value).host !== "")
      .optional(),
    { disclosure: "url" },
  ),
  GENESIS_TOKEN: secret("a program's token of the account"),
  OPENAI_API_KEY: secret("the key of an OpenAI-compatible endpoint"),
  OPENAI_BASE_URL: httpUrl("an OpenAI-compatible endpoint"),
  GENESIS_MODEL: environmentField("a model's name", text.optional()),
  GENESIS_MODELS_FILE: environmentField("a TOML file that can be read", text.optional()),
  GENESIS_MODEL_CONCURRENCY: environmentField(
    "how many requests the operator's endpoint gets at once, 1 to 100",
    z
      .string()
      .regex(/^\d{1,3}$/)
      .transform(Number)
      .pipe(z.int().min(1).max(100))
      .optional(),
  ),
  MODEL_ENDPOINTS: environmentField(
    "any, public, none, or hosts as HOST or HOST:PORT, separated by commas",
    z
      .string()
      .transform((value) => value.split(",").map((part) => part.trim().toLowerCase()))
      .pipe(z.array(z.string().regex(/^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/)).min(1))
      .refine((hosts) => hosts.length === 1 || !hosts.some((host) => ENDPOINT_WORDS.has(host)))
      .optional(),
  ),
  RATE_LIMITS: environmentField("on or off", z.enum(["on", "off"]).optional()),
  RATE_LIMIT_COMMANDS: rates("120/60,600/60"),
  RATE_LIMIT_GENERATION: rates("30/300,150/300"),
  RATE_LIMIT_STREAMS: rates("120/60,600/60"),
  RATE_LIMIT_READS: rates("1200/60,6000/60"),
  MAX_OPEN_CONNECTIONS: environmentField("a whole number, 1 or more", count.default(500)),
  RATE_LIMIT_WRITTEN_KIB: rates("1048576/86400,5242880/86400"),
  MAX_OPEN_SESSIONS: environmentField("a whole number, 1 or more", count.default(500)),
  MAX_STORED_MIB: environmentField("a whole number, 1 or more", count.default(2_048)),
  MAX_OPEN_STREAMS: environmentField(
    "two whole numbers, an account's and an address's: 20,200",
    z
      .string()
      .default("20,200")
      .transform((value) => value.split(",").map((part) => part.trim()))
      .pipe(z.tuple([count, count])),
  ),
  TRUSTED_PROXIES: environmentField(
    "addresses or networks (10.0.0.0/8), separated by commas",
    z
      .string()
      .default("")
      .transform((value) =>
        value
          .split(",")
          .map((entry) => entry.trim())
          .filter((entry) => entry !== ""),
      )
      .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]))),
  ),
  ALLOWED_HOSTS: environmentField(
    "names and addresses without a port, separated by commas",
    z
      .string()
      .transform((value) => value.split(",").map((host) => host.trim().toLowerCase()))
      .pipe(
        z
          .array(
            z.union([
              z.string().regex(/^[a-z0-9_][a-z0-9._-]{0,253}$/),
              z.ipv6(),
              z.string().regex(/^\[[0-9a-f:.]{2,45}\]$/),
            ]),
          )
          .min(1),
      )
      .optional(),
  ),
  SECURITY_CONTACT: environmentField(
    "mailto:ADDRESS or an https URL",
    text.refine((value) => /^(?:mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/.test(value)).optional(),
  ),
  PUBLIC_URL: environmentField(
    "what browsers see, http://HOST:PORT, https://HOST or https://HOST/PATH",
    text
      .refine((value) => hasProtocol(value, ["http:", "https:"]) && isPlace(value))
      .transform((value) => new URL(value).href.replace(/\/+$/, ""))
      .optional(),
    { disclosure: "url" },
  ),
  GENESIS_SECRET: environmentField(
    "a secret of 16 or more characters, or several separated by commas: the first encrypts, all decrypt",
    text
      // A line break inside is a file pasted whole.
      .regex(/^\P{Cc}*$/u)
      .transform((value) => value.split(",").map((each) => each.trim()))
      .pipe(z.array(z.string().min(16)).min(1))
      .optional(),
    { disclosure: "secret" },
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl(
    "an OpenTelemetry collector that takes OTLP over HTTP in JSON",
  ),
  OTEL_EXPORTER_OTLP_HEADERS: environmentField(
    "NAME=VALUE, separated by commas, values URL-encoded",
    text
      .regex(/^[\w-]+=[^,\p{Cc}]*(?:,\s*[\w-]+=[^,\p{Cc}]*)*$/u)
      .transform(headersOf)
      .default({}),
    { disclosure: "secret" },
  ),
  OTEL_SERVICE_NAME: environmentField("a name", text.optional()),
  OTEL_SDK_DISABLED: environmentField(
    "true or false",
    z
      .enum(["true", "false"])
      .default("false")
      .transform((value) => value === "true"),
  ),
  AUTH_MODE: environmentField("local or oidc", z.enum(["local", "oidc"]).default("local")),
  OIDC_ISSUER: environmentField(
    "the provider's issuer as it writes it, an https:// URL (http:// on this machine alone)",
    text.refine((value) => hasProtocol(value, ["https:"]) || isLoopbackHttp(value)).optional(),
    { disclosure: "url", needs: "OIDC_CLIENT_ID" },
  ),
  OIDC_CLIENT_ID: environmentField("the studio's client id at OIDC_ISSUER", text.optional(), {
    needs: "OIDC_ISSUER",
  }),
  OIDC_CLIENT_SECRET: secret("the secret of OIDC_CLIENT_ID; absent: a public client", {
    needs: "OIDC_CLIENT_ID",
  }),
  OIDC_SCOPE: environmentField(
    "scopes with openid among them, separated by spaces",
    text.regex(/^(?:\S+ )*openid(?: \S+)*$/).default("openid profile"),
  ),
  OIDC_AUDIENCE: environmentField(
    "the audience of the API's bearer tokens; not OIDC_CLIENT_ID, which ID tokens are for",
    text.optional(),
    { needs: "OIDC_ISSUER" },
  ),
} as const satisfies EnvironmentFields;
