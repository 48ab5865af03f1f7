/**
 * Each documented variable is read by what does something with it, and each that is read is
 * documented. docs/configuration.md and shared-types/environment.ts are compared in documents.test.ts.
 */
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { environment } from "#shared/environment.ts";
import { repositoryRoot } from "../../local/repository-root.ts";

/** Documented before anything reads it. Whoever builds what reads it takes the line away. */
const PENDING: ReadonlySet<string> = new Set();

/** Read, and no operator's to set: by whom it is, and what for. */
const INTERNAL: ReadonlySet<string> = new Set([
  // What every program has.
  "PATH",
  // The machine's: which hosts no program asks a proxy for. npm start adds its own loopback names.
  "NO_PROXY",
  // npm's: where the command was given, which it leaves for the package's own directory.
  "INIT_CWD",
  // The parent's process id, which npm start gives its Python children.
  "GENESIS_PARENT_PID",
]);

const ROOMS = "edge relay callback runtime local shared-types flows/genesis_flows".split(" ");
/** They hand every variable on; to read is to do something with a value. */
const HAND_ON: ReadonlySet<string> = new Set([
  "shared-types/environment.ts",
  "local/studio/studio-config.ts",
  "local/studio/studio.ts",
  "local/commands/flows.ts",
]);
const NAME = "([A-Z][A-Z0-9_]{2,})";

/** A value that readEnvironment gave, by its name; or Python's reader, asked by name. */
const TYPED = [
  new RegExp(`\\b(?:values|config|env)\\??\\.${NAME}\\b`, "g"),
  new RegExp(`\\breader\\.\\w+\\(\\s*"${NAME}"`, "g"),
];
/** Past the one list of variables. */
const RAW = [
  new RegExp(`\\b(?:process\\.env|env|environ)\\??(?:\\.|\\[")${NAME}\\b(?!"?\\]? = )`, "g"),
  new RegExp(`\\b(?:getenv|env\\.get|environ\\.get)\\(\\s*"${NAME}"`, "g"),
];

interface Source {
  readonly path: string;
  readonly text: string;
}

async function productSources(): Promise<Source[]> {
  const found: Source[] = [];
  for (const room of ROOMS) {
    for (const name of await readdir(join(repositoryRoot, room), { recursive: true })) {
      const path = `${room}/${name.replaceAll("\\", "/")}`;
      if (!/\.(ts|mjs|py)$/.test(name) || /\.test\.ts$|\.d\.m?ts$|__pycache__/.test(name)) continue;
      found.push({ path, text: await readFile(join(repositoryRoot, path), "utf8") });
    }
  }
  return found;
}

/** `const { A, B: b } = values`: destructured from what readEnvironment gave. */
function destructured(text: string): string[] {
  const groups = [...text.matchAll(/const \{([^}]*)\} = (?:values|readEnvironment)\b/g)];
  return groups.flatMap(([, names = ""]) =>
    [...names.matchAll(/\b([A-Z][A-Z0-9_]{2,})\b/g)].map((m) => m[1] ?? ""),
  );
}

const matches = (text: string, patterns: readonly RegExp[]) =>
  patterns.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? ""));

test("a variable that is documented is read", async () => {
  const read = new Set<string>();
  for (const { path, text } of await productSources()) {
    if (HAND_ON.has(path)) continue;
    for (const name of [...matches(text, TYPED), ...destructured(text)]) read.add(name);
  }
  const unread = Object.keys(environment).filter((name) => !read.has(name));
  // What is pending is named until it is read, and no longer.
  expect(unread.toSorted()).toEqual([...PENDING].toSorted());
});

test("a variable that is read is documented", async () => {
  const known = new Set([...Object.keys(environment), ...INTERNAL]);
  const strange: string[] = [];
  for (const { path, text } of await productSources()) {
    for (const name of matches(text, [...RAW, ...TYPED])) {
      if (!known.has(name)) strange.push(`${path}: ${name}`);
    }
  }
  expect(strange).toEqual([]);
});

test("no file but the list of variables names one that the list does not have", async () => {
  const prefixes = new Set(Object.keys(environment).map((name) => name.split("_")[0]));
  const known = new Set([...Object.keys(environment), ...INTERNAL]);
  const settings = /"((?:GENESIS|DATABASE|OIDC|KAFKA|OPENAI|UPSTASH|RELAY|CALLBACK)_[A-Z_]+)"/g;
  expect(prefixes.has("OIDC")).toBe(true);
  const strange = (await productSources()).flatMap(({ path, text }) =>
    [...text.matchAll(settings)]
      .map(([, name = ""]) => name)
      .filter((name) => !known.has(name))
      .map((name) => `${path}: ${name}`),
  );
  expect(strange).toEqual([]);
});
