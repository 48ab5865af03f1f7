/** The edge's configuration, read once from the environment. */
import { EnvironmentError, environment, readEnvironment } from "#shared/environment.ts";

export interface EdgeConfig {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** The origin that browsers see; null: `http://HOST:PORT`. */
  readonly publicUrl: string | null;
  readonly databaseUrl: string;
  /** For LISTEN; differs from `databaseUrl` where that goes through a transaction pooler. */
  readonly databaseDirectUrl: string;
}

const { HOST, PORT, PUBLIC_URL, DATABASE_URL, DATABASE_DIRECT_URL, AUTH_MODE } = environment;

/**
 * @throws EnvironmentError that names each wrong variable; also where DATABASE_URL is missing, as
 *   only `npm start` brings a database of its own.
 */
export function readEdgeConfig(env: Readonly<Record<string, string | undefined>>): EdgeConfig {
  const values = readEnvironment(
    { HOST, PORT, PUBLIC_URL, DATABASE_URL, DATABASE_DIRECT_URL, AUTH_MODE },
    env,
  );
  const { DATABASE_URL: databaseUrl } = values;
  if (databaseUrl === undefined) {
    throw new EnvironmentError([
      { variable: "DATABASE_URL", got: "nothing", takes: DATABASE_URL.takes },
    ]);
  }
  if (values.AUTH_MODE === "oidc") {
    throw new EnvironmentError([
      { variable: "AUTH_MODE", got: '"oidc"', takes: "local: this version has no OpenID Connect" },
    ]);
  }
  return {
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL ?? null,
    databaseUrl,
    databaseDirectUrl: values.DATABASE_DIRECT_URL ?? databaseUrl,
  };
}
