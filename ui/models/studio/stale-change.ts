/** What changed under a stale stage, field by field, and what of the stage still holds. Pure. */
import { STAGE_FIELDS } from "#shared/content/fields.generated.ts";
import type { FieldTable } from "#shared/content/field-kinds.ts";
import type { SessionState } from "#shared/session/state.ts";
import { STAGES, type Stage } from "#shared/stages.ts";
import { removedItems } from "../content/changes.ts";
import { plainText } from "../content/plain-text.ts";
import { type Content, sameJson } from "../content/pointer.ts";
import { createReferences } from "../content/references.ts";
import { diffText } from "../content/text-diff.ts";
import { standingIn } from "../session/branches.ts";

export interface FieldChange {
  readonly key: string;
  readonly before: string;
  readonly after: string;
}

export interface ChangedUnder {
  readonly stage: Stage;
  readonly fields: readonly FieldChange[];
  /** Words and ids that are gone with the change. */
  readonly gone: readonly string[];
}

/** A word of this many letters or more says something; Chinese says it in two. */
const LEAST_LETTERS = 4;

/** @param label names a field of a content */
export function changedUnder(
  state: SessionState,
  stage: Stage,
  label: (key: string) => string,
): readonly ChangedUnder[] {
  const basis = state.stages[stage].stale_basis ?? {};
  return STAGES.flatMap((of): ChangedUnder[] => {
    const built = basis[of];
    const before = state.stages[of].proposals
      .find(({ proposal_id }) => proposal_id === built?.proposal_id)
      ?.candidates.find(({ candidate_id }) => candidate_id === built?.candidate_id)?.content;
    const after = standingIn(state.stages[of])?.content;
    if (!before || !after) return [];
    const table: FieldTable = STAGE_FIELDS[of];
    const said = (content: Content, key: string) => {
      const field = table[key];
      return field
        ? plainText(field, content[key], createReferences(state, of, content), label)
        : "";
    };
    const fields = Object.keys(table)
      .filter((key) => !sameJson(before[key], after[key]))
      .map((key) => ({ key, before: said(before, key), after: said(after, key) }))
      .filter(({ before: was, after: is }) => was !== is);
    const now = JSON.stringify(after);
    const gone = [
      ...fields.flatMap((field) => removedWords(field, state.language)),
      ...removedItems(of, before, after).flatMap(({ item, name }) => [
        ...(typeof item.id === "string" ? [item.id] : []),
        ...(name === null ? [] : [name]),
      ]),
    ].filter((word) => !now.includes(word));
    return fields.length === 0 ? [] : [{ stage: of, fields, gone: [...new Set(gone)] }];
  });
}

function removedWords({ before, after }: FieldChange, language: string): string[] {
  const segmenter = new Intl.Segmenter(language, { granularity: "word" });
  return diffText(before, after, language)
    .filter(({ kind }) => kind === "removed")
    .flatMap(({ text }) => [...segmenter.segment(text)])
    .filter(({ isWordLike, segment }) => isWordLike === true && saysSomething(segment))
    .map(({ segment }) => segment);
}

function saysSomething(word: string): boolean {
  const letters = Array.from(word).length;
  return letters >= LEAST_LETTERS || (letters >= 2 && /\p{Script=Han}/u.test(word));
}

/**
 * Pointers to what of a content speaks of nothing that is gone: what a redo may leave alone. Empty
 * where nothing is touched, since then nobody can say what the change is about.
 */
export function stillHolding(
  stage: Stage,
  content: Content,
  gone: readonly string[],
): readonly string[] {
  const touched = (value: unknown) => {
    const text = JSON.stringify(value ?? null);
    return gone.some((word) => text.includes(word));
  };
  if (!touched(content)) return [];
  return Object.entries(STAGE_FIELDS[stage]).flatMap(([key, field]): string[] => {
    const value = content[key];
    if (value === undefined || field.kind === "id") return [];
    if (!touched(value)) return [`/${key}`];
    return field.kind === "items" && Array.isArray(value)
      ? value.flatMap((item: unknown, at) => (touched(item) ? [] : [`/${key}/${at}`]))
      : [];
  });
}
