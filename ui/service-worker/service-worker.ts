/**
 * Without a network the interface opens all the same, and what was read stays readable. Nothing that
 * changes anything goes through here: it is sent by the page, or not at all.
 */
import { isPageAddress, isReading, leavesAccount } from "./addresses.ts";

declare const self: ServiceWorkerGlobalScope;

/** The interface's files, written in when it is built (build/offline-shell.ts). */
const SHELL = "%SHELL%".split(" ");
/** The files of words, each behind its language and a colon. */
const WORDS = "%WORDS%".split(" ");
const SHELL_CACHE = `shell-${"%VERSION%"}`;
/** Answers to reading requests, as they came last; emptied when the account is left. */
const READ_CACHE = "read";
const PAGE = "/";

self.addEventListener("install", (event) => {
  event.waitUntil(fillShell());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOldShells().then(() => self.clients.claim()));
});

/** A page says which language it speaks. */
self.addEventListener("message", (event) => {
  event.waitUntil(keepWords(event.data));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (leavesAccount(request.method, url.pathname)) {
    event.respondWith(leaving(request));
  } else if (request.method !== "GET") {
    return;
  } else if (request.mode === "navigate") {
    if (isPageAddress(url.pathname)) event.respondWith(pageFor(request));
  } else if (url.pathname.startsWith("/assets/")) {
    event.respondWith(asset(request));
  } else if (isReading(url)) {
    event.respondWith(reading(request));
  }
});

async function fillShell(): Promise<void> {
  const cache = await caches.open(SHELL_CACHE);
  await cache.addAll([PAGE, ...SHELL]);
}

async function keepWords(language: unknown): Promise<void> {
  const cache = await caches.open(SHELL_CACHE);
  const wanted = WORDS.filter((file) => file.startsWith(`${String(language)}:`));
  for (const file of wanted) {
    const address = file.slice(file.indexOf(":") + 1);
    if (!(await cache.match(address, { ignoreVary: true }))) await cache.add(address);
  }
}

async function forgetOldShells(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("shell-") && name !== SHELL_CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** The page of today where there is a network; else the one that is kept, whatever its address. */
async function pageFor(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(PAGE);
    if (kept) return kept;
    throw error;
  }
}

/** Counts who was here: what was asked for before an account was left is not kept after it. */
let tenancy = 0;

async function leaving(request: Request): Promise<Response> {
  tenancy += 1;
  await caches.delete(READ_CACHE);
  try {
    return await fetch(request);
  } finally {
    tenancy += 1;
    await caches.delete(READ_CACHE);
  }
}

/** Its name carries its hash: once here, it is never asked for again. */
async function asset(request: Request): Promise<Response> {
  const kept = await caches.match(request.url, { ignoreVary: true });
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) {
    const cache = await caches.open(SHELL_CACHE);
    await keep(cache, request, response);
  }
  return response;
}

async function reading(request: Request): Promise<Response> {
  const cache = await caches.open(READ_CACHE);
  const askedBy = tenancy;
  try {
    const response = await fetch(request);
    if (response.status === 200) {
      if (askedBy === tenancy) await keep(cache, request, response);
    } else if (response.status === 401) await caches.delete(READ_CACHE);
    else if (response.status === 404) await cache.delete(request.url);
    else if (response.status === 502 || response.status === 504) {
      return (await keptReading(cache, request)) ?? response;
    }
    return response;
  } catch (error) {
    const kept = await keptReading(cache, request);
    if (kept) return kept;
    throw error;
  }
}

/** A full disk is no fault of the answer's. */
async function keep(cache: Cache, request: Request, response: Response): Promise<void> {
  await cache.put(request.url, response.clone()).catch(() => undefined);
}

/** Marked, so that the page knows that nobody was reached; without the date, by which it sets its clock. */
async function keptReading(cache: Cache, request: Request): Promise<Response | null> {
  const kept = await cache.match(request.url, { ignoreVary: true });
  if (!kept) return null;
  const headers = new Headers(kept.headers);
  headers.delete("date");
  headers.set("x-kept", "1");
  return new Response(kept.body, { status: kept.status, headers });
}
