/** The kinds of variables: what each takes, in words and as a schema of its raw string. */
import { z } from "zod";
import { parseDatabaseUrl } from "../database-url.ts";
import { environmentField } from "./read-environment.ts";

export const text = z.string().trim().min(1);

export const port = (absent: number) =>
  environmentField(
    "a TCP port, 0–65535 (0: any free one)",
    z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .pipe(z.int().max(65_535))
      .default(absent),
  );

export const wholeNumber = (least: number, most: number, absent: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .pipe(z.int().min(least).max(most))
    .default(absent);

export const databaseUrl = () =>
  environmentField(
    "a PostgreSQL URL, postgres://USER:PASSWORD@HOST:PORT/DATABASE",
    text.refine((value) => parseDatabaseUrl(value) !== null).optional(),
    { disclosure: "url" },
  );

export const httpUrl = (what: string, options: { readonly needs?: string } = {}) =>
  environmentField(
    `${what}, an http:// or https:// URL`,
    text
      .refine((value) => hasProtocol(value, ["http:", "https:"]))
      .transform((value) => value.replace(/\/+$/, ""))
      .optional(),
    { disclosure: "url", ...options },
  );

export const secret = (takes: string, options: { readonly needs?: string } = {}) =>
  environmentField(
    takes,
    text
      // A line break inside would end an HTTP header.
      .regex(/^\P{Cc}*$/u)
      .optional(),
    {
      disclosure: "secret",
      ...(options.needs === undefined ? {} : { needs: options.needs }),
    },
  );

export const count = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number);

const rate = z
  .string()
  .regex(/^[1-9]\d{0,8}\/[1-9]\d{0,5}$/)
  .transform((value) => {
    const [times = "", seconds = ""] = value.split("/");
    return { count: Number(times), windowSeconds: Number(seconds) };
  });

/** An account's rate and an address's. */
export const rates = (absent: string) =>
  environmentField(
    `two rates, an account's and an address's, as COUNT/SECONDS: ${absent}`,
    z
      .string()
      .default(absent)
      .transform((value) => value.split(",").map((part) => part.trim()))
      .pipe(z.tuple([rate, rate])),
  );

export function hasProtocol(value: string, protocols: readonly string[]): boolean {
  return URL.canParse(value) && protocols.includes(new URL(value).protocol);
}

export function isLoopbackHttp(value: string): boolean {
  return (
    hasProtocol(value, ["http:"]) &&
    ["localhost", "127.0.0.1", "[::1]"].includes(new URL(value).hostname)
  );
}

/** As OpenTelemetry writes headers into a variable. */
export function headersOf(value: string): Record<string, string> {
  return Object.fromEntries(
    value.split(",").map((pair) => {
      const at = pair.indexOf("=");
      return [pair.slice(0, at).trim(), decoded(pair.slice(at + 1).trim())];
    }),
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** An origin, or a plain path below one. */
export function isPlace(value: string): boolean {
  const { pathname, search, hash, username } = new URL(value);
  const isPlain = /^\/(?:[\w.~-]+\/?)*$/.test(pathname);
  return isPlain && search === "" && hash === "" && username === "";
}
