/**
 * The installation's id and its cookie-signing keys, from PostgreSQL: every edge has the same.
 * Reloaded every minute, and at once where a cookie names a key that is not known yet.
 */
import { type KeyObject, createSecretKey } from "node:crypto";
import type { Lifetime } from "#runtime/work/lifetime.ts";
import { repeated } from "#runtime/work/repeated.ts";
import type { Installation } from "../database/installation-operations.ts";

export interface SigningKey {
  readonly keyId: string;
  readonly key: KeyObject;
}

export interface KeyRing {
  readonly installationId: string;
  /** The newest whose time has come; the others only verify. */
  readonly signing: SigningKey;
  readonly keys: ReadonlyMap<string, SigningKey>;
}

export interface KeyRingHolder extends Lifetime {
  /** Null while it could not be read yet. */
  current(): KeyRing | null;
  /** The ring, read now where there is none. @throws where the database is away */
  load(): Promise<KeyRing>;
  /** Reads again, at most once a second however many ask. Keeps the old one where that fails. */
  reload(): Promise<KeyRing>;
  /** Something has changed: reads again, now or once a second has passed since the last time. */
  refresh(): void;
}

const RELOAD_INTERVAL_MS = 60_000;
const RETRY_INTERVAL_MS = 500;
const LEAST_RELOAD_INTERVAL_MS = 1_000;

/** @param onChanged is told of each ring that was read */
export function createKeyRing(
  read: () => Promise<Installation>,
  onChanged: (ring: KeyRing) => void = () => {},
): KeyRingHolder {
  let ring: KeyRing | null = null;
  let readAt = 0;
  let reading: Promise<KeyRing> | null = null;
  let refreshing: ReturnType<typeof setTimeout> | undefined;
  let isStarted = false;

  function readNow(): Promise<KeyRing> {
    reading ??= readOnce();
    return reading;
  }

  async function readOnce(): Promise<KeyRing> {
    try {
      const next = await readRing();
      ring = next;
      readAt = Date.now();
      onChanged(next);
      return next;
    } finally {
      reading = null;
    }
  }

  async function readRing(): Promise<KeyRing> {
    const installation = await read();
    const keys = new Map<string, SigningKey>();
    const signing: { readonly key: SigningKey; readonly fromMs: number }[] = [];
    for (const { key_id, secret_base64, retired, signs_from } of installation.signing_keys) {
      const key = { keyId: key_id, key: createSecretKey(secret_base64, "base64") };
      keys.set(key_id, key);
      if (!retired) signing.push({ key, fromMs: Date.parse(signs_from) });
    }
    signing.sort((a, b) => b.fromMs - a.fromMs);
    const oldest = signing.at(-1);
    if (oldest === undefined) throw new Error("the installation has no signing key");
    return {
      installationId: installation.installation_id,
      keys,
      // A new key is read before its time, so that every edge knows it when the first one signs.
      get signing() {
        return (signing.find(({ fromMs }) => fromMs <= Date.now()) ?? oldest).key;
      },
    };
  }

  const reloading = repeated(
    { everyMs: RELOAD_INTERVAL_MS, afterFailureMs: RETRY_INTERVAL_MS },
    () =>
      readNow().catch((error: unknown) => {
        if (ring === null) throw error;
      }),
  );

  return {
    current: () => ring,
    load: () => (ring === null ? readNow() : Promise.resolve(ring)),
    async reload() {
      if (ring !== null && Date.now() - readAt < LEAST_RELOAD_INTERVAL_MS) return ring;
      return readNow();
    },
    refresh() {
      if (!isStarted || refreshing !== undefined) return;
      const waitMs = Math.max(0, readAt + LEAST_RELOAD_INTERVAL_MS - Date.now());
      refreshing = setTimeout(() => {
        refreshing = undefined;
        readNow().catch(() => {});
      }, waitMs);
    },
    start() {
      isStarted = true;
      reloading.start();
    },
    async stop() {
      isStarted = false;
      clearTimeout(refreshing);
      await reloading.stop();
    },
  };
}
