/** The short form of `npm run chaos -- abuse`: what does not go by the clock. */
import { expect, test } from "vitest";
import { abuse, violationsOf } from "./main.ts";

test("one writer's worst is limited, and another's requests all succeed meanwhile", async () => {
  const said: string[] = [];
  const outcomes = await abuse({ attackMs: 2_000, restMs: 0, say: (line) => void said.push(line) });
  const whole = said.join("\n");
  expect(
    outcomes.flatMap((outcome) => violationsOf(outcome, false)),
    whole,
  ).toEqual([]);
  const tallies = Object.fromEntries(outcomes.map(({ attack, tally }) => [attack, tally]));
  // Twice a second is an account's rate of commands, all of a minute's at once.
  expect(tallies["saves"]?.ok, whole).toBeLessThanOrEqual(130);
  for (const { attack, writer, usedBytes } of outcomes) {
    expect(writer.requests, `${attack}\n${whole}`).toBeGreaterThan(5);
    // What nobody reads is cut after 30 s only: until then an address's open answers have 32 MiB, and
    // the pieces they are made of wait for a collection.
    expect(usedBytes.after - usedBytes.before, `${attack}\n${whole}`).toBeLessThan(192 * 1024 ** 2);
  }
}, 240_000);
