/** A text that grows piece by piece and is joined once; however many and small the pieces, few are kept. */
const PIECES = 4_096;

export class Gathered {
  #joined: string[] = [];
  #pieces: string[] = [];

  get isEmpty(): boolean {
    return this.#pieces.length === 0 && this.#joined.length === 0;
  }

  add(piece: string): void {
    if (piece === "") return;
    this.#pieces.push(piece);
    if (this.#pieces.length < PIECES) return;
    this.#joined.push(this.#pieces.join(""));
    this.#pieces = [];
  }

  /** All of it; nothing is left. */
  take(): string {
    if (this.isEmpty) return "";
    const text = this.#joined.join("") + this.#pieces.join("");
    this.#joined = [];
    this.#pieces = [];
    return text;
  }
}
