/**
 * Whether a log that was taken away is as it was written: each line's hash is of what it says, each
 * names the hash before it, versions are gapless from 1, and the last is the one that the header
 * names. What is not so is named by its line.
 */
import { CHAIN_START, type LogLine } from "./log-line.ts";

export interface LogFault {
  readonly kind: "CUT" | "CHANGED" | "REORDERED" | "ADDED" | "NO_LOG";
  /** From 1, the header's. For CUT: where the first missing line would stand. */
  readonly line: number;
  readonly message: string;
}

export interface VerifiedLog {
  readonly faults: readonly LogFault[];
  /** How many events the header speaks of; null: there is none that says so. */
  readonly version: number | null;
  /** The first event that was hashed when it was written; null: none. */
  readonly chainBegins: number | null;
}

/** More than a reader reads. */
const MAX_FAULTS = 20;

/** What is kept of a line while others are looked at. */
interface Entry {
  readonly line: number;
  readonly version: number | null;
  readonly hash: string | null;
  readonly previous: string | null;
  readonly isWhole: boolean;
}

export function verifyLog(lines: readonly LogLine[]): VerifiedLog {
  const [first] = lines;
  const header = first?.kind === "HEADER" ? first.value : null;
  const version = header === null ? null : wholeNumber(header["version"]);
  if (first?.kind !== "HEADER" || version === null) {
    const message = "is not the header of a Genesis Studio log, which is its first line";
    return { faults: [{ kind: "NO_LOG", line: 1, message }], version: null, chainBegins: null };
  }
  const faults: LogFault[] = [];
  if (!first.isWhole) faults.push({ kind: "CHANGED", line: 1, message: "was changed" });
  const chainBegins = wholeNumber(first.value["chain_begins"]);
  const { head } = first.value;
  const walk = new Walk(lines.slice(1).map(entryOf), { version, head, chainBegins });
  faults.push(...walk.faults());
  const { last, expected } = walk;
  if (expected <= version) {
    faults.push({
      kind: "CUT",
      line: lines.length + 1,
      message: `is missing: the log ends here, and ${named(expected, version)} of it were cut off`,
    });
  } else if (faults.length === 0 && last !== null && last.hash !== head) {
    faults.push({ kind: "CHANGED", line: last.line, message: MADE_ANEW });
  }
  return { faults: faults.slice(0, MAX_FAULTS), version, chainBegins };
}

const MADE_ANEW = "was changed, and its hash made anew";

class Walk {
  /** The version that comes next. */
  expected = 1;
  /** The last line that was taken as it should be. */
  last: Entry | null = null;
  readonly #entries: readonly Entry[];
  readonly #version: number;
  readonly #head: unknown;
  readonly #chainBegins: number;
  /** Lines that were taken before their turn, and those that stand before theirs. */
  readonly #taken = new Set<number>();
  readonly #early = new Map<number, Entry>();
  readonly #places = new Map<number, number>();
  readonly #found: LogFault[] = [];

  constructor(
    entries: readonly Entry[],
    header: {
      readonly version: number;
      readonly head: unknown;
      readonly chainBegins: number | null;
    },
  ) {
    this.#entries = entries;
    this.#version = header.version;
    this.#head = header.head;
    this.#chainBegins = header.chainBegins ?? header.version + 1;
    // The last line of each version.
    for (const [index, { version }] of entries.entries()) {
      if (version !== null) this.#places.set(version, index);
    }
  }

  faults(): readonly LogFault[] {
    for (let index = 0; index < this.#entries.length && this.#found.length < MAX_FAULTS; ) {
      index += this.#look(index);
    }
    for (let early = this.#early.get(this.expected); early !== undefined; ) {
      this.#take(early);
      early = this.#early.get(this.expected);
    }
    return this.#found;
  }

  /** @returns by how many lines to go on: 0 where the line is looked at once more */
  #look(index: number): 0 | 1 {
    const entry = this.#entries[index];
    if (entry === undefined || this.#taken.has(index)) return 1;
    const early = this.#early.get(this.expected);
    if (early !== undefined) {
      this.#early.delete(this.expected);
      this.#take(early);
      return 0;
    }
    if (this.expected > this.#version) {
      this.#say("ADDED", entry, `was added: the log ends with version ${this.#version}`);
      return 1;
    }
    const next = this.#entries[index + 1];
    if (!entry.isWhole) {
      const isAdded = next !== undefined && next.isWhole && next.version === this.expected;
      this.#say(isAdded ? "ADDED" : "CHANGED", entry, isAdded ? "was added" : "was changed");
      if (!isAdded) this.#take({ ...entry, hash: null });
      return 1;
    }
    const { version } = entry;
    if (version === this.expected) {
      if (this.#isForged(index)) this.#say("ADDED", entry, "was added");
      else this.#take(entry);
      return 1;
    }
    if (version === null || version < this.expected) {
      this.#say("ADDED", entry, `was added: version ${version} stands before it already`);
      return 1;
    }
    return this.#ahead(index, entry, version);
  }

  /** A line whose version is not due yet. */
  #ahead(index: number, entry: Entry, version: number): 0 | 1 {
    const place = this.#places.get(this.expected);
    if (place === undefined || place < index) {
      const message = `is missing: ${named(this.expected, version - 1)} of the log were cut out before what stands here`;
      this.#found.push({ kind: "CUT", line: entry.line, message });
      this.expected = version;
      this.last = null;
      return 0;
    }
    const late = this.#entries[place];
    if (late === undefined) return 1;
    const after = this.#entries[place + 1]?.version;
    if (place === index + 1 && after === this.expected + 1 && after !== version) {
      this.#say(
        "REORDERED",
        entry,
        `stands too early: it has version ${version}, and ${this.expected} comes first`,
      );
      this.#early.set(version, entry);
      return 1;
    }
    this.#say(
      "REORDERED",
      late,
      `stands too late: its version ${this.expected} comes before that of line ${entry.line}`,
    );
    this.#taken.add(place);
    this.#take(late);
    return 0;
  }

  /** Two lines of one version, both with a good hash: the one that the rest goes on from is the log's. */
  #isForged(index: number): boolean {
    const [entry, next, after] = this.#entries.slice(index, index + 3);
    return (
      next !== undefined &&
      next.version === entry?.version &&
      next.isWhole &&
      (after === undefined ? next.hash === this.#head : after.previous === next.hash)
    );
  }

  #take(entry: Entry): void {
    const before = this.last;
    const isLinked =
      this.expected <= this.#chainBegins
        ? entry.previous === CHAIN_START
        : before === null || before.hash === null || entry.previous === before.hash;
    if (!isLinked && entry.isWhole) {
      this.#say(
        "CHANGED",
        this.expected <= this.#chainBegins || before === null ? entry : before,
        MADE_ANEW,
      );
    }
    this.expected += 1;
    this.last = entry;
  }

  #say(kind: LogFault["kind"], { line }: Entry, message: string): void {
    this.#found.push({ kind, line, message });
  }
}

function entryOf(line: LogLine, index: number): Entry {
  const at = { line: index + 2 };
  if (line.kind !== "EVENT") {
    return { ...at, version: null, hash: null, previous: null, isWhole: false };
  }
  const { hash, previous, isWhole, value } = line;
  return { ...at, version: wholeNumber(value["version"]), hash, previous, isWhole };
}

function named(from: number, to: number): string {
  return from === to ? `version ${from}` : `versions ${from} to ${to}`;
}

function wholeNumber(value: unknown): number | null {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : null;
}
