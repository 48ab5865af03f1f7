/**
 * What cells, rows and notes hold. However deep they stand in each other a text is joined once, and
 * millions of empty ones take the room of a few.
 */
import { Gathered } from "../gathered.ts";

const PIECES = 4_096;
/** What is longer is not copied until the end. */
const SHORT = 256;

export class Joined {
  readonly #between: string;
  readonly #items: (string | Joined)[] = [];
  #short: string[] = [];

  /** @param between what stands between any two */
  constructor(between: string) {
    this.#between = between;
  }

  add(item: string | Joined): void {
    if (typeof item === "string" && item.length <= SHORT) {
      this.#short.push(item);
      if (this.#short.length >= PIECES) this.#settle();
      return;
    }
    this.#settle();
    this.#items.push(item);
  }

  /** The same in the least that holds it; nothing is added any more. */
  closed(): string | Joined {
    this.#settle();
    return this.#items.length > 1 ? this : (this.#items[0] ?? "");
  }

  /** Markup is never deeper than MAX_DEPTH, and neither is this. */
  writeTo(text: Gathered): void {
    this.#settle();
    for (const [n, item] of this.#items.entries()) {
      if (n > 0) text.add(this.#between);
      if (typeof item === "string") text.add(item);
      else item.writeTo(text);
    }
  }

  #settle(): void {
    if (this.#short.length === 0) return;
    this.#items.push(this.#short.join(this.#between));
    this.#short = [];
  }
}

export function joinedText(whole: string | Joined): string {
  if (typeof whole === "string") return whole;
  const text = new Gathered();
  whole.writeTo(text);
  return text.take();
}
