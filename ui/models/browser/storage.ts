/**
 * What is kept on this device. Storage can be full, blocked or absent (private windows, tests):
 * then values live as long as the page and nothing breaks.
 */
export interface KeptStorage {
  readonly read: (key: string) => string | null;
  /** `null` forgets the key. */
  readonly write: (key: string, value: string | null) => void;
  readonly keys: () => readonly string[];
}

const PREFIX = "genesis.";

/** Wraps a Web Storage; without one, or where it throws, values are kept in memory. */
export function createStorage(backing: Storage | null): KeptStorage {
  const memory = new Map<string, string>();
  return {
    read(key) {
      try {
        const kept = backing?.getItem(PREFIX + key);
        if (kept !== null && kept !== undefined) return kept;
      } catch {
        // Blocked storage reads as empty.
      }
      return memory.get(key) ?? null;
    },
    write(key, value) {
      if (value === null) memory.delete(key);
      else memory.set(key, value);
      try {
        if (value === null) backing?.removeItem(PREFIX + key);
        else backing?.setItem(PREFIX + key, value);
      } catch {
        // Full or blocked: memory has it.
      }
    },
    keys() {
      const found = new Set(memory.keys());
      try {
        for (let index = 0; index < (backing?.length ?? 0); index += 1) {
          const key = backing?.key(index);
          if (key?.startsWith(PREFIX)) found.add(key.slice(PREFIX.length));
        }
      } catch {
        // Blocked storage has no keys.
      }
      return [...found];
    },
  };
}

function browserStorage(): Storage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

let deviceStorage: KeptStorage | null = null;

/** This device's storage, made on first use. */
export function device(): KeptStorage {
  deviceStorage ??= createStorage(browserStorage());
  return deviceStorage;
}
