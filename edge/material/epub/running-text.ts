/** A block's text while it is read. Its end is known without a look at what stands before. */
import { Gathered } from "../gathered.ts";

export class RunningText {
  /** Up to its last character that is no white space. */
  readonly #seen = new Gathered();
  /** The white space behind that. */
  readonly #space = new Gathered();

  get isEmpty(): boolean {
    return this.#seen.isEmpty && this.#space.isEmpty;
  }

  get endsInSpace(): boolean {
    return !this.#space.isEmpty;
  }

  add(piece: string): void {
    const end = piece.trimEnd().length;
    if (end > 0) {
      this.#seen.add(this.#space.take());
      this.#seen.add(piece.slice(0, end));
    }
    this.#space.add(piece.slice(end));
  }

  /** In place of the white space at its end. */
  newLine(): void {
    this.#space.take();
    this.#space.add("\n");
  }

  /** All of it; nothing is left. */
  take(): string {
    return this.#seen.take() + this.#space.take();
  }
}
