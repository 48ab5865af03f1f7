/** A request is parsed in one place, by its route's schemas. */
import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repositoryRoot } from "../../local/repository-root.ts";

/** What a handler would take from a request beside its schemas, and what a handler would parse by itself. */
const BY_HAND = /\.req\.quer(?:y|ies)\(|c\.var\.body\b(?!\))|\.safeParse\(c\.|RequestReader/;

test("no route reads a query or a body beside what the OpenAPI document shows of it", async () => {
  const found: string[] = [];
  for await (const file of glob("edge/routes/*.ts", { cwd: repositoryRoot })) {
    // The provider's own redirects, which are no routes of the API.
    if (file.endsWith("/sign-in.ts")) continue;
    if (BY_HAND.test(await readFile(join(repositoryRoot, file), "utf8"))) found.push(file);
  }
  expect(found).toEqual([]);
});

test("nothing in the OpenAPI document has to be what it says and null at once", async () => {
  const document = await readFile(
    join(repositoryRoot, "shared-types/http/openapi.generated.json"),
    "utf8",
  );
  // `.nullable()` on a schema with a name is written as allOf of both: a union says either.
  expect(document.replaceAll(/\s/g, "")).not.toMatch(
    /"allOf":\[\{"\$ref":"[^"]+"\},\{"type":\["\w+","null"\]/,
  );
});
