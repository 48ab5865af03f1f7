/** Edge, relay, callback and flows as processes that a test controls. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { freePort } from "../../local/processes/free-port.ts";
import { type ControlledProcess, answersHttp, controlledProcess } from "./controlled-process.ts";
import { repositoryRoot } from "../../local/repository-root.ts";
import { plainEnvironment } from "./processes.ts";

export type Role = "edge" | "relay" | "callback" | "flows";

export interface RoleProcess extends ControlledProcess {
  /** Where it serves: the edge its API, the others health and metrics. The same over restarts. */
  readonly url: string;
}

export interface RoleOptions {
  readonly role: Role | "wakes";
  /** Of several of a role, which; part of its log's name. */
  readonly name?: string;
  /** What configures it: DATABASE_URL at least. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where its log goes. */
  readonly directory: string;
  readonly onEndedByItself?: (how: string) => void;
  /** Another release's checkout, installed; absent: this one. */
  readonly checkout?: string;
}

const portVariables: Readonly<Record<Role | "wakes", string>> = {
  edge: "PORT",
  relay: "RELAY_PORT",
  callback: "CALLBACK_PORT",
  flows: "FLOWS_PORT",
  wakes: "WAKES_PORT",
};

/** Not started yet: `start` waits until it serves, `launch` does not. */
export async function roleProcess(options: RoleOptions): Promise<RoleProcess> {
  const { role, env, directory } = options;
  const name = options.name ?? role;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const checkout = options.checkout ?? repositoryRoot;
  const controlled = controlledProcess({
    name,
    command: process.execPath,
    args: [...nodeFlags(checkout, role), roleScript(checkout, role)],
    cwd: checkout,
    env: { ...plainEnvironment(), ...env, [portVariables[role]]: String(port) },
    logFile: join(directory, `${name}.log`),
    isReady: () => answersHttp(`${url}/api/health/live`),
    ...(options.onEndedByItself === undefined ? {} : { onEndedByItself: options.onEndedByItself }),
  });
  return Object.assign(controlled, { url });
}

const packageFile = z.object({ scripts: z.record(z.string(), z.string()) });

/** Those that the role's npm script has. */
function nodeFlags(checkout: string, role: Role | "wakes"): string[] {
  const { scripts } = packageFile.parse(
    JSON.parse(readFileSync(join(checkout, "package.json"), "utf8")),
  );
  return scripts[role]?.match(/--[\w-]+=\d+/g) ?? [];
}

/** Where release 0.1.0 had its commands another one has not. */
export function roleScript(checkout: string, role: Role | "wakes" | "migrate"): string {
  const scripts = [
    ...(role === "edge" ? [join("edge", "node.ts")] : []),
    join("local", "commands", `${role}.ts`),
    join("local", `${role}.ts`),
  ];
  const script = scripts.find((path) => existsSync(join(checkout, path)));
  if (script === undefined) throw new Error(`${checkout} has no ${role}`);
  return script;
}
