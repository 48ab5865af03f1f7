/**
 * Of which sessions a hub asks next: those that a wake named at once, and where it may be any a portion of
 * them at a time, so that nobody's event waits behind a look at thousands.
 */
import type { WakeAbout } from "#runtime/postgres/wake-about.ts";

/** One query for so many takes a few milliseconds. */
export const PORTION = 200;

export class AskedInPortions {
  readonly #named = new Set<string>();
  readonly #rest = new Set<string>();
  #isAny = false;

  add(about: WakeAbout): void {
    if (about === null) this.#isAny = true;
    else for (const id of about) this.#named.add(id);
  }

  /** Whether there is more than `take` has given. */
  get isLeft(): boolean {
    return this.#isAny || this.#named.size > 0 || this.#rest.size > 0;
  }

  /** @param all who is meant where it may be any */
  take(all: Iterable<string>): ReadonlySet<string> {
    if (this.#isAny) for (const id of all) this.#rest.add(id);
    this.#isAny = false;
    const taken = new Set(this.#named);
    this.#named.clear();
    for (const id of taken) this.#rest.delete(id);
    for (const id of this.#rest) {
      if (taken.size >= PORTION) break;
      taken.add(id);
      this.#rest.delete(id);
    }
    return taken;
  }
}
