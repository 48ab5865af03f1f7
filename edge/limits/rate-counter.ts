/** Where rates are counted: in this process, or in the Redis that all edges share. */
import type { Rate } from "./limit-config.ts";

export interface RateCounter {
  /**
   * Counts one, or so many.
   * @param key whose, such as `commands:account:<id>`
   * @returns 0 where it is within the rate, else the seconds until it would be
   * @throws where the counts cannot be reached
   */
  take(key: string, rate: Rate, amount?: number): Promise<number>;
}
