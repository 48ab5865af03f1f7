/**
 * Whom a wake is about, as a notification's text: ids of sessions with commas between them, or nothing,
 * which is "any": more than it has room for, or somebody who does not say. Python's waker.py writes the
 * same.
 */

/** Sessions; null: any. */
export type WakeAbout = ReadonlySet<string> | null;

/** PostgreSQL takes less than 8,000 bytes: an id and its comma are 37. */
export const MOST_NAMED = 200;

export function encodeAbout(about: WakeAbout): string {
  return about === null || about.size > MOST_NAMED ? "" : [...about].join(",");
}

/** @param text a notification's; what names nobody is about any */
export function decodeAbout(text: string): WakeAbout {
  const named = text.split(",").filter((id) => id !== "");
  return named.length === 0 ? null : new Set(named);
}

/** What wakes that came one after the other are about together. */
export class GatheredAbout {
  #isAny = false;
  readonly #named = new Set<string>();

  add(about: WakeAbout): void {
    if (about === null) this.#isAny = true;
    else for (const id of about) this.#named.add(id);
  }

  get isEmpty(): boolean {
    return !this.#isAny && this.#named.size === 0;
  }

  /** What was gathered, and nothing is left. */
  take(): WakeAbout {
    const taken = this.#isAny ? null : new Set(this.#named);
    this.#isAny = false;
    this.#named.clear();
    return taken;
  }
}
