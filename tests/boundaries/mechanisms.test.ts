/** One of each mechanism: a second one of its shape fails here, with the file that it is in. */
import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { repositoryRoot } from "../../local/repository-root.ts";

interface Mechanism {
  readonly what: string;
  /** How it looks wherever it is written. */
  readonly shape: RegExp;
  /** A text that has the shape: what would be a second one. */
  readonly like: string;
  readonly in: readonly string[];
  readonly of: "typescript" | "python";
  /** Where it is looked for; absent: in all rooms of the language. */
  readonly rooms?: string;
}

/** Scripts that work as the tables' owner for a moment, and ask no entry function. */
const OWNER_SCRIPTS = [
  "local/backup/backup.ts",
  "local/doctor/database.ts",
  "local/migrate/find-server.ts",
  "local/migrate/migrate.ts",
  "local/operator/owner-database.ts",
  "local/postgres/databases.ts",
  "local/studio/parts.ts",
];

const MECHANISMS: readonly Mechanism[] = [
  {
    what: "a back-off",
    shape: /\b2 \*\* |\* 2 \*\*|Math\.min\(\w+ \* 2\b/,
    like: "Math.min(5_000, 100 * 2 ** failures)",
    in: ["runtime/work/back-off.ts"],
    of: "typescript",
  },
  {
    what: "work that runs once, and once more for who asks meanwhile",
    shape: /while \([^)\n]*\b(\w+)\b[^\n]*\) \{\n\s*\1 = false;/,
    like: "while (isWanted && !isStopped) {\n  isWanted = false;\n  await work();\n}",
    in: ["runtime/work/coalesced.ts"],
    of: "typescript",
  },
  {
    what: "LISTEN",
    shape: /\.listen\(\s*["'`]|\bsql\.listen\(|`\s*listen /i,
    like: 'await connection.listen("genesis_events", wake)',
    in: ["runtime/postgres/wake-listener.ts"],
    of: "typescript",
  },
  {
    what: "a client of PostgreSQL",
    shape: /(?<![.\w])postgres\(\s*(?!ql\))\w/,
    like: "const sql = postgres(clientOptions(url, {",
    in: [
      "runtime/postgres/statements.ts",
      "runtime/postgres/wake-listener.ts",
      "runtime/postgres/logins.ts",
      // Asks whether there is a pooler in between: what it asks is about its own connection.
      "relay/direct-connection.ts",
      ...OWNER_SCRIPTS,
    ],
    of: "typescript",
  },
  {
    what: "a client of PostgreSQL that is given a URL as it is",
    shape: /(?<![.\w])postgres\((?!\s*clientOptions\(|ql\))\s*\w/,
    like: "const sql = postgres(url, {",
    in: [],
    of: "typescript",
  },
  {
    what: "a deadline",
    shape: /Promise\.race\(\[[^\]]*\b(deadline|late|timeout|over)\b/,
    like: "return await Promise.race([work, deadline]);",
    in: ["runtime/work/in-time.ts"],
    of: "typescript",
  },
  {
    what: "the contract of starts and stops",
    shape:
      /^export interface (?!Stoppable|Lifetime)[^{\n]*(?<!extends [^{\n]*)\{(?:(?!^\}).*\n)*? {2}(?:start|stop)\(\)/m,
    like: "export interface Thing {\n  start(): void;\n  stop(): Promise<void>;\n}\n",
    in: [],
    of: "typescript",
    rooms: "{runtime,edge,relay,callback,local}/**/*.ts",
  },
  {
    what: "what drops repeated events on the way to the callback",
    shape: /\.version <= |\.version > \(?\w+\.get\(/,
    like: "if (message.version <= (handled.get(key) ?? 0)) return;",
    in: ["callback/consumers/handled-versions.ts"],
    of: "typescript",
    rooms: "{runtime,relay,callback,local}/**/*.ts",
  },
  {
    what: "work that runs once, and once more for who asks meanwhile",
    shape:
      /(self\.\w+) is None(?: or \1\.done\(\))?:\n\s+\1 = asyncio\.create_task|(\w+) not in (self\.\w+):\n\s+\3\[\2\] = asyncio\.create_task/,
    like: "if self._sending is None or self._sending.done():\n    self._sending = asyncio.create_task(self._send())",
    in: ["flows/genesis_flows/coalesced.py"],
    of: "python",
  },
  {
    what: "a back-off",
    shape: /\* 2 ?\*\*|\bwait_s = min\(wait_s \* 2/,
    like: "wait_s = min(wait_s * 2, LONGEST_WAIT_S)",
    in: ["flows/genesis_flows/back_off.py"],
    of: "python",
  },
  {
    what: "a call of SQL whose answer has no type",
    shape: /\b(?:try_)?call\(\s*"|\.fetchval\(|select genesis\./,
    like: 'step = await database.call("session_step", session_id)',
    in: [
      "flows/genesis_flows/database/connection.py",
      // Before it has a login, which is what it asks for.
      "flows/genesis_flows/database/login.py",
    ],
    of: "python",
  },
  {
    what: "a JSON Pointer's steps",
    shape: /"~1"/,
    like: 'step.replaceAll("~1", "/")',
    in: ["shared-types/pointer.ts"],
    of: "typescript",
  },
  {
    what: "a JSON Pointer's steps",
    shape: /"~1"/,
    like: 'step.replace("~1", "/")',
    in: ["flows/genesis_flows/generation/content/pointers.py"],
    of: "python",
  },
  {
    what: "LISTEN",
    shape: /\.add_listener\(/,
    like: "await connection.add_listener(channel, notified)",
    in: ["flows/genesis_flows/database/listener.py"],
    of: "python",
  },
];

const ROOMS = {
  typescript: "{runtime,edge,relay,callback,local,ui,shared-types}/**/*.{ts,tsx}",
  python: "flows/genesis_flows/**/*.py",
};

async function filesWith({ shape, of, rooms = ROOMS[of] }: Mechanism): Promise<string[]> {
  const found: string[] = [];
  for await (const file of glob(rooms, { cwd: repositoryRoot })) {
    if (/node_modules|\.test\.|\/testing\//.test(file)) continue;
    if (shape.test(await readFile(join(repositoryRoot, file), "utf8"))) found.push(file);
  }
  return found.sort();
}

describe.each(MECHANISMS)("$what ($of)", (mechanism) => {
  test("is in one place", async () => {
    expect(mechanism.like).toMatch(mechanism.shape);
    expect(await filesWith(mechanism)).toEqual([...mechanism.in].sort());
  });
});
