/**
 * The same calls on two stores, by turns. They are asked over one connection each, and over new ones
 * round after round: on few cores two like processes of PostgreSQL take unlike times for as long as they
 * are there (1.4 to 1 for the same call in two equal stores), by where the system has put them. A call
 * of which a few rounds do not tell on which side of the limit it is has more of them.
 */
import postgres, { type Sql } from "postgres";
import { type Interval, intervalOfMedian, median } from "../measurement.ts";
import { CALLS, type Call, type Subject } from "./calls.ts";

/** What a call may take of the full store, in times of the young one. */
export const MOST_RATIO = 1.1;
const ROUNDS = 21;
/** Of a call that these do not tell enough of. */
const MOST_ROUNDS = 105;
/** Of each call in each store and round: the first so many plan and fill caches. */
const WARMING = 20;
/** So many after them at least, and more of one that is over at once. */
const LEAST_CALLS = 40;
const MEASURED_MS = 150;

export interface Store {
  readonly url: string;
  readonly subject: Subject;
}

/** A call's time in each store in one round, in milliseconds. */
interface Round {
  readonly newMs: number;
  readonly fullMs: number;
  readonly ratio: number;
}

/** The middles of a call's rounds, and where the ratio's is with 95 in a hundred. */
export interface Compared extends Round {
  readonly between: Interval;
}

/** One connection in a role's name. */
export function connect(url: string, role: string): Sql {
  return postgres(url, {
    max: 1,
    connection: { role, synchronous_commit: "off" },
    onnotice: () => {},
  });
}

async function timed({ ask }: Call, sql: Sql, subject: Subject): Promise<number> {
  const startedAt = performance.now();
  await ask(sql, subject);
  return performance.now() - startedAt;
}

/** A call by turns in both, so that what the machine does meanwhile is done to both. */
async function compareOnce(call: Call, young: Store, full: Store): Promise<Round> {
  const role = `genesis_${call.role}`;
  const asked = [young, full].map(({ url, subject }) => {
    const sql = connect(url, role);
    const ms: number[] = [];
    return { sql, ms, ask: () => timed(call, sql, subject) };
  });
  try {
    for (const { ask } of asked) for (let n = 0; n < WARMING; n += 1) await ask();
    const until = performance.now() + MEASURED_MS;
    for (let n = 0; n < LEAST_CALLS || performance.now() < until; n += 1) {
      // Whoever is first is second the next time.
      for (const { ms, ask } of n % 2 === 0 ? asked : asked.toReversed()) ms.push(await ask());
    }
    const [newMs = Number.NaN, fullMs = Number.NaN] = asked.map(({ ms }) => median(ms));
    return { newMs, fullMs, ratio: fullMs / newMs };
  } finally {
    await Promise.all(asked.map(({ sql }) => sql.end({ timeout: 5 })));
  }
}

const ratioBetween = (rounds: readonly Round[]): Interval =>
  intervalOfMedian(rounds.map(({ ratio }) => ratio));

function isToBeAskedOn(rounds: readonly Round[]): boolean {
  if (rounds.length < ROUNDS) return true;
  const [low, high] = ratioBetween(rounds);
  return rounds.length < MOST_ROUNDS && low <= MOST_RATIO && high > MOST_RATIO;
}

function middles(rounds: readonly Round[]): Compared {
  const middle = (of: keyof Round) => median(rounds.map((round) => round[of]));
  return {
    newMs: middle("newMs"),
    fullMs: middle("fullMs"),
    ratio: middle("ratio"),
    between: ratioBetween(rounds),
  };
}

/** Every call on both, round after round. */
export async function compare(young: Store, full: Store): Promise<ReadonlyMap<Call, Compared>> {
  // One round only has both stores serve, and does not count.
  for (const call of CALLS) await compareOnce(call, young, full);
  const rounds = new Map(CALLS.map((call): [Call, Round[]] => [call, []]));
  for (;;) {
    const asked = [...rounds].filter(([, found]) => isToBeAskedOn(found));
    if (asked.length === 0) break;
    for (const [call, found] of asked) found.push(await compareOnce(call, young, full));
  }
  return new Map([...rounds].map(([call, found]) => [call, middles(found)]));
}
