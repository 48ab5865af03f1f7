/**
 * `npm run dev`: the studio for work on it. PostgreSQL and Prefect are started once; the parts run
 * in a child that starts again when a file of theirs changes; Vite serves the interface, and the
 * page follows what is saved.
 */
import { Lifetimes } from "../studio/lifetimes.ts";
import { startPageServer } from "../dev/page-server.ts";
import { superviseParts } from "../dev/supervise-parts.ts";
import { fail } from "../processes/fail.ts";
import { requirePython } from "../processes/python.ts";
import { listenablePort, takeDataDirectory } from "../studio/own-place.ts";
import { freePort } from "../processes/free-port.ts";
import { migrateStudio, partsEnvironment, startServers } from "../studio/servers.ts";
import { checkOperatorModel } from "../roles/operator-model.ts";
import { readStudioConfig } from "../studio/studio-config.ts";
import { localUrl } from "../processes/local-url.ts";

const lifetimes = new Lifetimes();
const say = (line: string) => process.stdout.write(`${line}\n`);

async function run(): Promise<void> {
  const config = readStudioConfig(process.env);
  requirePython();
  await checkOperatorModel(config.env);
  const port = await listenablePort(config);
  const directory = takeDataDirectory(config);
  lifetimes.add("last", async () => directory.release());
  say("Starting Genesis Studio for development …");
  const servers = await startServers(config, directory, lifetimes, { say });

  await migrateStudio(servers);
  const partsPort = await freePort("127.0.0.1");
  const url = config.publicUrl ?? localUrl(config.host, port);
  const env = await partsEnvironment(
    { ...config, host: "127.0.0.1", port: partsPort },
    servers,
    directory,
  );
  const parts = superviseParts({
    env: { ...env, PUBLIC_URL: url, ALLOWED_HOSTS: env["ALLOWED_HOSTS"] ?? new URL(url).hostname },
    migrateUrl: servers.migrateUrl,
    say,
  });
  lifetimes.add("first", () => parts.stop());
  const page = await startPageServer({
    host: config.host,
    port,
    partsUrl: `http://127.0.0.1:${partsPort}`,
    onChange: (path) => parts.changed(path),
  });
  lifetimes.add("first", () => page.stop());
  await parts.ready;
  say(`Genesis Studio ready: ${url}`);
}

let isStopping = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    void lifetimes.stop().then(() => process.exit(0));
  });
}
run().catch(async (error: unknown) => {
  await lifetimes.stop();
  fail(error);
});
