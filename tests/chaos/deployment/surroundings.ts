/** What a reader of docs/first-deployment.md has: servers of their own, and two proxies. */
import { randomBytes } from "node:crypto";
import { chownSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { startEmbeddedPostgres } from "../../../local/postgres/embedded-postgres.ts";
import { findServerUser } from "../../../local/postgres/server-user.ts";
import { freePort } from "../../../local/processes/free-port.ts";
import { venvPython } from "../../../local/processes/python.ts";
import { repositoryRoot } from "../../../local/repository-root.ts";
import { startKafka } from "../../provision/kafka/kafka-broker.ts";
import { startModelServer } from "../../provision/model-server.ts";
import { mustRun } from "../../provision/must-run.ts";
import { startOwnPrefect } from "../../provision/own-prefect.ts";
import { chosenPostgres } from "../../provision/postgres-version.ts";
import { startPassingProxy } from "../../provision/passing-proxy.ts";

export interface Surroundings extends AsyncDisposable {
  /** The administrator of the PostgreSQL server. */
  readonly adminUrl: string;
  /** By the names of the page's first block. */
  readonly values: Readonly<Record<string, string>>;
}

/** @param directory takes the servers' files; the caller removes it */
export async function startSurroundings(directory: string): Promise<Surroundings> {
  await using parts = new AsyncDisposableStack();
  const tls = join(directory, "tls");
  mkdirSync(tls);
  const script = join(repositoryRoot, "tests", "provision", "certificates.py");
  await mustRun(venvPython, [script, tls]);
  const user = findServerUser();
  if (user !== null) chownSync(join(tls, "server.key"), user.uid, user.gid);
  const other = await chosenPostgres("16");
  const [postgres, kafka, model] = await Promise.all([
    startEmbeddedPostgres({
      directory,
      ...(other === null ? {} : { other }),
      logFile: join(directory, "postgres.log"),
      recordFile: join(directory, "postgres.json"),
      settings: [
        "listen_addresses=127.0.0.1,::1",
        "ssl=on",
        `ssl_cert_file=${join(tls, "server.crt")}`,
        `ssl_key_file=${join(tls, "server.key")}`,
      ],
    }),
    startKafka(),
    startModelServer(),
  ]);
  parts.defer(() => postgres.stop());
  parts.use(kafka);
  parts.use(model);
  const prefect = parts.use(await startOwnPrefect(directory, postgres.prefectUrl));
  const edgePort = String(await freePort());
  const inner = parts.use(await startPassingProxy(`http://127.0.0.1:${edgePort}`));
  const outer = parts.use(await startPassingProxy(inner.url));
  const secret = () => randomBytes(24).toString("hex");
  const owned = parts.move();
  return {
    adminUrl: postgres.adminUrl,
    values: {
      DB: `localhost:${new URL(postgres.url).port}`,
      DB_CA: join(tls, "ca.crt"),
      GENESIS_DATA_DIR: join(directory, "data"),
      OWNER_PASSWORD: secret(),
      SERVICE_PASSWORD: secret(),
      GENESIS_SECRET: secret(),
      KAFKA_BROKERS: kafka.brokers.join(","),
      PREFECT_API_URL: prefect.access.apiUrl,
      PREFECT_API_AUTH_STRING: prefect.access.authString ?? "",
      PUBLIC_URL: `${outer.url}/studio`,
      TRUSTED_PROXIES: "127.0.0.1/32",
      OPENAI_BASE_URL: model.url,
      OPENAI_API_KEY: "none",
      GENESIS_MODEL: model.model,
      EDGE_PORT: edgePort,
      RELAY_PORT: String(await freePort()),
      CALLBACK_PORT: String(await freePort()),
      FLOWS_PORT: String(await freePort()),
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
