/** A checkout that root installed, and another user runs: one who has no name and may write nothing of it. */
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { freePort } from "../../local/processes/free-port.ts";
import { runProgram } from "../../local/processes/run-program.ts";
import { repositoryRoot } from "../../local/repository-root.ts";
import { namelessUser } from "../provision/nameless-user.ts";
import { createDatabase } from "../provision/postgres.ts";
import { plainEnvironment, startProcess } from "../provision/processes.ts";

const env = plainEnvironment();
const nameless = namelessUser();
test.runIf(nameless !== null)(
  "what root installed is started by another user, who writes nothing into the checkout",
  async () => {
    if (nameless === null) return;
    await using database = await createDatabase();
    const port = await freePort();
    const own = { HOME: "/", PORT: String(port), DATABASE_URL: database.url };
    const as = { user: nameless, env: { ...env, ...own } };
    const data = mkdtempSync(join(tmpdir(), "genesis-others-"));
    chownSync(data, nameless.uid, nameless.gid);
    // As npm run does it: first what installs, then the role.
    const { process: installed } = await startProcess({
      ...as,
      command: "/bin/sh",
      args: ["-c", `"$0" local/install/install.mjs && echo all there`, process.execPath],
      readyLine: /^all there$/m,
      readyWithinMs: 30_000,
    });
    await installed.stop("SIGTERM");
    const { process: edge } = await startProcess({
      ...as,
      command: process.execPath,
      args: [join(repositoryRoot, "local", "commands", "edge.ts")],
      env: { ...as.env, GENESIS_DATA_DIR: data },
      readyLine: /Edge ready/,
      readyWithinMs: 30_000,
    });
    const live = await fetch(`http://127.0.0.1:${port}/api/health/live`);
    expect(live.status).toBe(200);
    expect(await edge.stop("SIGTERM")).toBe(0);
    rmSync(data, { recursive: true });
  },
);

test.runIf(nameless !== null)(
  "an edge without a built interface says so where it may not build it, and does not serve",
  async () => {
    const checkout = mkdtempSync(join(tmpdir(), "genesis-unbuilt-"));
    chmodSync(checkout, 0o755);
    for (const room of [
      "package.json",
      "local",
      "edge",
      "relay",
      "callback",
      "runtime",
      "shared-types",
    ]) {
      cpSync(join(repositoryRoot, room), join(checkout, room), { recursive: true });
    }
    mkdirSync(join(checkout, "ui"));
    symlinkSync(join(repositoryRoot, "node_modules"), join(checkout, "node_modules"));
    const args = [join(checkout, "local", "commands", "edge.ts")];
    const { code, output } = await runProgram(process.execPath, args, { ...nameless, env });
    rmSync(checkout, { recursive: true });
    expect(code).toBe(1);
    expect(output).toMatch(
      /The interface is not built, and .* may not be written by this user: run npm run build/,
    );
  },
);

test.runIf(nameless !== null)(
  "what is not installed, and may not be by this user, is said",
  async () => {
    const checkout = mkdtempSync(join(tmpdir(), "genesis-roots-"));
    chmodSync(checkout, 0o755);
    for (const path of ["package.json", "package-lock.json", "local/install", "local/lock"]) {
      cpSync(join(repositoryRoot, path), join(checkout, path), { recursive: true });
    }
    const args = [join(checkout, "local", "install", "install.mjs")];
    const { code, output } = await runProgram(process.execPath, args, { ...nameless, env });
    rmSync(checkout, { recursive: true });
    expect(code).toBe(1);
    expect(output).toContain(`${checkout} may not be written by this user`);
  },
);
