/** Where a field came from: which can be asked about, what is asked now, and the answer. */
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { STAGE_FIELDS } from "#shared/content/fields.generated.ts";
import type { Field, FieldTable } from "#shared/content/field-kinds.ts";
import type { ApiClient, ApiModel } from "#shared/http/client.ts";
import type { Stage } from "#shared/stages.ts";
import { ask } from "../browser/api.ts";
import { pageClient } from "../browser/page-client.ts";
import { type Content, isRecord, pathOf, valueAt } from "../content/pointer.ts";
import type { StageChoice } from "../content/stages-of.ts";
import { type Standing, standingIn } from "./branches.ts";
import type { Fetched } from "./branches-map.ts";

export type FieldRound = ApiModel<"Provenance">["chain"][number];

/** What the writer asks about, wherever that was pressed; null: nothing yet. */
export const askedPlace = signal<{
  readonly session_id: string;
  readonly stage: Stage;
  readonly pointer: string;
} | null>(null);

/** What the answer begins with: what is accepted or chosen, else the newest round's first. Pure. */
export function askedAbout(stage: StageChoice): Standing | null {
  const chosen = standingIn(stage);
  if (chosen !== null) return chosen;
  const round = stage.proposals.at(-1);
  const first = round?.candidates[0];
  return round && first
    ? { proposal_id: round.proposal_id, candidate_id: first.candidate_id, content: first.content }
    : null;
}

/** A place that can be asked about, with the words of it that tell it from others. */
export interface Place {
  readonly pointer: string;
  readonly says: string;
}

/** The fields of a stage, and the items of its lists. Pure. */
export function placesIn(stage: Stage, content: Content): readonly Place[] {
  const table: FieldTable = STAGE_FIELDS[stage];
  return Object.entries(table).flatMap(([key, field]) => placesOf(field, `/${key}`, content[key]));
}

/** The fields of the item at a pointer; none where it is no item. Pure. */
export function placesAt(stage: Stage, content: Content, pointer: string): readonly Place[] {
  const [key = "", ...rest] = pathOf(pointer);
  const table: FieldTable = STAGE_FIELDS[stage];
  const list = table[key];
  const item = valueAt(content, pointer);
  if (rest.length === 0 || list?.kind !== "items" || !isRecord(item)) return [];
  return Object.entries(list.fields).flatMap(([name, field]) =>
    placesOf(field, `${pointer}/${name}`, item[name]),
  );
}

function placesOf(field: Field, pointer: string, value: unknown): readonly Place[] {
  if (field.kind === "id" || value === undefined) return [];
  const own = { pointer, says: "" };
  if (field.kind !== "items" || !Array.isArray(value)) return [own];
  const items = value.map((item: unknown, at): Place => {
    const heading = isRecord(item) && field.heading !== null ? item[field.heading] : "";
    return { pointer: `${pointer}/${at}`, says: typeof heading === "string" ? heading : "" };
  });
  return [own, ...items];
}

export interface FieldHistory {
  readonly chain: ReadonlySignal<Fetched<readonly FieldRound[]>>;
  /** Whether there are earlier rounds than those that are here. */
  readonly hasEarlier: ReadonlySignal<boolean>;
  readonly load: (stage: Stage, pointer: string) => Promise<void>;
  /** Those before the ones that are here, of the same field. */
  readonly loadEarlier: () => Promise<void>;
}

export function createFieldHistory(
  session_id: string,
  client: ApiClient = pageClient(),
): FieldHistory {
  const chain = signal<Fetched<readonly FieldRound[]>>("loading");
  const next = signal<string | null>(null);
  let asked: Pick<Asked, "stage" | "pointer"> | null = null;
  /** An older question's answer is not wanted any more. */
  let turn = 0;

  async function read({ before, ...field }: Asked): Promise<void> {
    const mine = ++turn;
    const query = { ...field, ...(before === null ? {} : { before }) };
    const result = await ask(
      client.GET("/api/v1/genesis/sessions/{session_id}/provenance", {
        params: { path: { session_id }, query },
      }),
    );
    if (mine !== turn) return;
    if (result.outcome !== "ok") {
      chain.value = "failed";
      return;
    }
    const here = before === null || typeof chain.value === "string" ? [] : chain.value;
    chain.value = [...here, ...result.body.chain];
    next.value = result.body.next;
  }

  return {
    chain,
    hasEarlier: computed(() => next.value !== null),
    load(stage, pointer) {
      asked = { stage, pointer };
      return read({ stage, pointer, before: null });
    },
    async loadEarlier() {
      if (asked !== null && next.value !== null) await read({ ...asked, before: next.value });
    },
  };
}

interface Asked {
  readonly stage: Stage;
  readonly pointer: string;
  /** Null: from the newest round on. */
  readonly before: string | null;
}
