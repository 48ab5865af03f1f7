/** Makes the server's files, once. */
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { machineEnvironment } from "../processes/child-environment.ts";
import { runProgram } from "../processes/run-program.ts";
import type { PostgresBinaries } from "./binaries.ts";
import { asServerUser } from "./launch.ts";
import type { ServerUser } from "./server-user.ts";

export interface ClusterOptions {
  readonly binaries: PostgresBinaries;
  readonly user: ServerUser | null;
  /** The directory to make. */
  readonly files: string;
  readonly password: string;
  /** From 17 on; before, the machine's own C.UTF-8 says what is a capital letter. Absent: it has. */
  readonly hasBuiltinLocales?: boolean;
}

/**
 * Does nothing where the files are there. They are made beside their place and moved into it, so
 * that a half-made cluster is never taken for a whole one.
 * @throws with initdb's words where it fails
 */
export async function initialiseCluster(options: ClusterOptions): Promise<void> {
  const { files, user } = options;
  if (existsSync(join(files, "PG_VERSION"))) return;
  const making = `${files}.new`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { mode: 0o700 });
  const passwordFile = `${files}.password`;
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  if (user !== null) {
    for (const path of [making, passwordFile]) chownSync(path, user.uid, user.gid);
  }
  try {
    await runInitdb(options, making, passwordFile);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(making, files);
}

async function runInitdb(
  options: ClusterOptions,
  making: string,
  passwordFile: string,
): Promise<void> {
  const args = [
    `--pgdata=${making}`,
    `--pwfile=${passwordFile}`,
    "--username=postgres",
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    // The same order of strings on every machine, whatever locales it has.
    "--locale=C",
    ...(options.hasBuiltinLocales === false
      ? ["--lc-ctype=C.UTF-8"]
      : ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]),
  ];
  const launch = asServerUser(options.user, options.binaries.initdb, args, making, true);
  const { code, output } = await runProgram(launch.command, launch.args, {
    ...launch,
    env: { ...machineEnvironment(process.env), LC_ALL: "C", TZ: "UTC" },
  });
  if (code !== 0) throw new Error(`initdb failed:\n${output}`);
}
