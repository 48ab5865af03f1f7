/**
 * Where several sessions are followed over one connection, each from behind its version. What an
 * event carries is in the state, which is asked for once it is heard.
 */
import type { paths } from "#shared/http/api.generated.d.ts";
import { at } from "../browser/place.ts";

const PATH = "/api/v1/genesis/events/stream" satisfies keyof paths;

export function followUrl(positions: readonly (readonly [string, number])[]): string {
  const query = new URLSearchParams(positions.map(([id, after]) => ["after", `${id}:${after}`]));
  return at(`${PATH}?told=facts&${query}`);
}
