/** The kept list as the edge reads it; the worker is held to the same file. */
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { z } from "zod";
import { listedPrice } from "./listed-price.ts";

const { prices } = z
  .object({
    prices: z.array(
      z.object({
        base_url: z.string(),
        model: z.string(),
        at: z.string(),
        input: z.number().nullable(),
        output: z.number().nullable(),
      }),
    ),
  })
  .parse(
    JSON.parse(await readFile(new URL("../../tests/vectors/prices.json", import.meta.url), "utf8")),
  );

test.each(prices)("$model at $base_url, $at", async ({ base_url, model, at, input, output }) => {
  const price = await listedPrice(base_url, model, new Date(at));
  expect(price === null ? [null, null] : [price.input_per_mtok, price.output_per_mtok]).toEqual([
    input,
    output,
  ]);
});

test("no model is no price", async () => {
  expect(await listedPrice("https://api.openai.com/v1", null)).toBeNull();
});
