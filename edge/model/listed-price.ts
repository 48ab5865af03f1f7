/** What a model costs by the kept list of genai-prices, which comes with the release and asks nobody. */
import type { ModelPrice } from "@pydantic/genai-prices";
import { PRICE_LIST } from "#shared/model/model-settings.ts";

export interface ListedPrice {
  readonly input_per_mtok: number;
  readonly output_per_mtok: number;
  readonly currency: "USD";
  readonly source: typeof PRICE_LIST;
}

/** OpenRouter's ending for what costs nothing; others without a price are not known. */
const FREE_ENDING = ":free";

/**
 * @param at when it is asked: some endpoints cost half at night
 * @returns null where the list does not have this model at this address: not known, which is not free
 */
export async function listedPrice(
  baseUrl: string,
  model: string | null,
  at: Date = new Date(),
): Promise<ListedPrice | null> {
  if (model === null) return null;
  // 0.8 MB: read when the first price is asked for.
  const { calcPrice } = await import("@pydantic/genai-prices");
  const found = calcPrice({ input_tokens: 0, output_tokens: 0 }, model, {
    providerApiUrl: baseUrl,
    timestamp: at,
  });
  if (found === null) return null;
  const isFree = model.endsWith(FREE_ENDING);
  const input = isFree ? 0 : perMtok(found.model_price, "input_mtok");
  const output = isFree ? 0 : perMtok(found.model_price, "output_mtok");
  if (input === null || output === null) return null;
  return { input_per_mtok: input, output_per_mtok: output, currency: "USD", source: PRICE_LIST };
}

/** Of the first tier, where there are several. */
function perMtok(price: ModelPrice, name: string): number | null {
  const value = price[name];
  if (value === undefined) return null;
  return typeof value === "number" ? value : value.base;
}
