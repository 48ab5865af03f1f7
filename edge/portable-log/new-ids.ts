/**
 * New ids for all that a log names: where it goes there may be the session that it was taken from, and
 * an id of somebody else's opens nothing.
 */
import { uuidV7 } from "../auth/uuid-v7.ts";

/** Where ids of this installation stand; a candidate's is its round's own affair. */
const ID_FIELDS = new Set([
  "proposal_id",
  "parent_proposal_id",
  "command_id",
  "correlation_id",
  "next_correlation_id",
  "novel_id",
  "material_id",
  "material_ids",
]);
/** What a writer or a model wrote: nothing in it is an id of ours. */
const WRITTEN_FIELDS = new Set(["content", "brief", "fields", "changed", "feedback", "edits"]);

export class NewIds {
  readonly #ids = new Map<string, string>();

  /** The same for the same, whatever its letters' case. */
  of(id: string): string {
    const key = id.toLowerCase();
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const made = uuidV7();
    this.#ids.set(key, made);
    return made;
  }

  /** The same value with new ids. */
  in(value: unknown): unknown {
    return this.#new(value, false);
  }

  #new(value: unknown, isId: boolean): unknown {
    if (isId && typeof value === "string") return this.of(value);
    if (Array.isArray(value)) return value.map((child: unknown) => this.#new(child, isId));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, child]: [string, unknown]) => [
        name,
        WRITTEN_FIELDS.has(name) ? child : this.#new(child, ID_FIELDS.has(name)),
      ]),
    );
  }
}
