/**
 * Who else is there: many readers over many books, and commands at a steady rate, in each region a
 * process of its own.
 */
import { join } from "node:path";
import type { Sql } from "postgres";
import { pause } from "#runtime/work/pause.ts";
import { repositoryRoot } from "../../../../local/repository-root.ts";
import { type AskedProcess, startAskedProcess } from "../../../provision/asked-process.ts";
import type { CrowdSize } from "../../chaos-run.ts";
import {
  type Answered,
  type Book,
  type CrowdAnswer,
  type CrowdMessage,
  crowdAnswer,
} from "./messages.ts";

/** Where a region's people go to. */
interface Address {
  readonly name: string;
  readonly edges: readonly { readonly url: string }[];
}

interface RegionCrowd {
  readonly name: string;
  readonly people: AskedProcess<CrowdMessage, CrowdAnswer>;
}

const READERS_CATCH_UP_WITHIN_MS = 60_000;

export class Crowd implements AsyncDisposable {
  readonly #crowds: readonly RegionCrowd[];
  readonly #size: CrowdSize;
  #faults: readonly string[] = [];

  private constructor(crowds: readonly RegionCrowd[], size: CrowdSize) {
    this.#crowds = crowds;
    this.#size = size;
  }

  /** Resolves once every book is begun and every reader's stream stands. */
  static async gather(regions: readonly Address[], size: CrowdSize): Promise<Crowd> {
    const script = join(repositoryRoot, "tests", "chaos", "fleet", "crowd", "process.ts");
    const crowds = regions.map(({ name }): RegionCrowd => {
      const people = startAskedProcess<CrowdMessage, CrowdAnswer>(
        [process.execPath, [script]],
        (said) => crowdAnswer.parse(said),
      );
      return { name, people };
    });
    const crowd = new Crowd(crowds, size);
    await using gathering = new AsyncDisposableStack();
    gathering.use(crowd);
    const books = Math.ceil(size.books / regions.length);
    const begun = await crowd.#all("begin", (n) => ({
      kind: "begin",
      edges: regions[n]?.edges.map(({ url }) => url) ?? [],
      books,
    }));
    const all = begun.flatMap((answer) => answer.books);
    await crowd.#all("read", (n) => ({ kind: "read", books: crowd.#readBy(n, all) }));
    gathering.move();
    return crowd;
  }

  /** Each book has its readers in every region, as evenly as their numbers allow. */
  #readBy(region: number, books: readonly Book[]): Book[] {
    const { length } = this.#crowds;
    return Array.from({ length: this.#size.readers }, (_, n) => books[n % books.length])
      .filter((_, n) => (n + Math.floor(n / books.length)) % length === region)
      .filter((book) => book !== undefined);
  }

  /** What the people of each region cost: their processes. */
  processes(): Readonly<Record<string, readonly number[]>> {
    return { "the crowd itself": this.#crowds.map(({ people }) => people.pid) };
  }

  async press(): Promise<void> {
    const perSecond = this.#size.commandsPerSecond / this.#crowds.length;
    await this.#all("press", () => ({ kind: "press", perSecond }));
  }

  /** What it had to wait since this was called last, by region. */
  async figures(when: string): Promise<Record<string, number>> {
    const looks = await this.#all("look", () => ({ kind: "look" }));
    const figures = looks.flatMap(({ pressed, told, connections }, n): [string, number][] => {
      const region = `${this.#crowds[n]?.name}, ${when}`;
      return [
        [`connections of the crowd so far, ${region}`, connections],
        ...[
          { what: "answer", ...pressed },
          { what: "reader", ...told },
        ].flatMap(({ what, count, ...spread }): [string, number][] => [
          [`press to ${what}, ${region}: how many`, count],
          ...Object.entries(spread).map(([name, ms]): [string, number] => [
            `press to ${what}, ${region}: ${name} ms`,
            Math.round(ms),
          ]),
        ]),
      ];
    });
    return Object.fromEntries(figures);
  }

  /** No press any more. @returns what was answered, once all are */
  async rest(): Promise<readonly Answered[]> {
    const rested = await this.#all("rest", () => ({ kind: "rest" }));
    this.#faults = rested.flatMap(({ faults }, n) =>
      faults.map((fault) => `the crowd in ${this.#crowds[n]?.name}: ${fault}`),
    );
    return rested.flatMap(({ answered }) => answered);
  }

  /** After `rest`: what no edge may answer, and what a reader was not told once, in order. */
  async violations(sql: Sql, withinMs = READERS_CATCH_UP_WITHIN_MS): Promise<string[]> {
    const rows = await sql<{ session: string; length: number }[]>`
      select session_id as session, max(version) as length from domain_events group by 1`;
    const lengths = Object.fromEntries(rows.map(({ session, length }) => [session, length]));
    const until = Date.now() + withinMs;
    for (;;) {
      const looks = await this.#all("behind", () => ({ kind: "behind", lengths }));
      const wrong = looks.flatMap((look, n) =>
        look.wrong.map((fault) => `a reader in ${this.#crowds[n]?.name}: ${fault}`),
      );
      if (wrong.length === 0 || Date.now() > until) return [...this.#faults, ...wrong];
      await pause(1_000);
    }
  }

  /** Asks all regions at once, each what `message` says of its place. */
  #all<Kind extends CrowdAnswer["kind"]>(
    kind: Kind,
    message: (region: number) => Extract<CrowdMessage, { kind: Kind }>,
  ): Promise<Extract<CrowdAnswer, { kind: Kind }>[]> {
    return Promise.all(
      this.#crowds.map(async ({ people }, n) => {
        const answer = await people.ask(message(n));
        if (!isOf(kind, answer)) throw new Error(`asked ${kind}, it answered ${answer.kind}`);
        return answer;
      }),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#crowds.map(({ people }) => people.stop()));
  }
}

function isOf<Kind extends CrowdAnswer["kind"]>(
  kind: Kind,
  answer: CrowdAnswer,
): answer is Extract<CrowdAnswer, { kind: Kind }> {
  return answer.kind === kind;
}
