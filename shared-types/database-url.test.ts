import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { type DatabaseAddress, parseDatabaseUrl, withCredentials } from "./database-url.ts";

const vectors = z
  .object({
    accepted: z.array(
      z.object({
        name: z.string(),
        url: z.string(),
        address: z.record(z.string(), z.unknown()),
        signed_in: z.string(),
      }),
    ),
    refused: z.array(z.string()),
  })
  .parse(
    JSON.parse(
      readFileSync(new URL("../tests/vectors/database-urls.json", import.meta.url), "utf8"),
    ),
  );

/** As the vectors have it, for both languages. */
function inVectors(address: DatabaseAddress): object {
  return {
    hosts: address.hosts.map(({ host, port }) => [host, port]),
    user: address.user,
    password: address.password,
    database: address.database,
    ssl_mode: address.sslMode,
    ssl_root_cert: address.sslRootCert,
    ssl_cert: address.sslCert,
    ssl_key: address.sslKey,
    connect_timeout_seconds: address.connectTimeoutSeconds,
    application_name: address.applicationName,
    options: address.options,
    target_session_attrs: address.targetSessionAttrs,
    ignored: address.ignored,
  };
}

test.each(vectors.accepted)("a database's URL says what libpq reads: $name", (vector) => {
  const address = parseDatabaseUrl(vector.url);
  expect(address === null ? null : inVectors(address)).toEqual(vector.address);
});

test.each(vectors.accepted)("another login changes nothing else: $name", (vector) => {
  const changed = withCredentials(vector.url, "lo:gin", "pa@ss");
  expect(changed).toBe(vector.signed_in);
  const address = parseDatabaseUrl(changed);
  expect(address === null ? null : inVectors(address)).toEqual({
    ...vector.address,
    user: "lo:gin",
    password: "pa@ss",
  });
});

test.each(vectors.refused)("%s is no database's URL", (url) => {
  expect(parseDatabaseUrl(url)).toBeNull();
});
