/** Whole novels in both languages, as `GET /novels/{novel_id}` answers them; for tests only. */
import { foundationChecks } from "#shared/foundation/checks.ts";
import type { Foundation } from "#shared/foundation/foundation.ts";
import type { Novel } from "#shared/foundation/novel.ts";
import { outline as outlineEn } from "./novel-fixture-outline.en.ts";
import { outline as outlineZh } from "./novel-fixture-outline.zh.ts";
import * as en from "./novel-fixture.en.ts";
import * as zh from "./novel-fixture.zh.ts";

const ROUND = "019aa0c2-6d7e-7c11-9f55-0d6f5b1f0001";
const sample = { kind: "sample", proposal_id: ROUND } as const;
const ai = { kind: "ai", proposal_id: ROUND } as const;
const user = { kind: "user", proposal_id: "019aa0c2-6d7e-7c11-9f55-0d6f5b1f0002" } as const;

function assemble(
  head: Pick<Novel, "novel_id" | "language" | "edition" | "field_origins">,
  contents: Foundation,
): Novel {
  const { concept, story, world, characters, outline } = contents;
  return {
    brief: {
      door: "idea",
      genre: null,
      hints: null,
      idea: concept.logline,
      notes: null,
      constraints: [],
    },
    ...head,
    session_id: "019aa0c2-6d7e-7c11-9f55-0d6f5b1f00aa",
    title: concept.title,
    form: story.form,
    blurb: concept.logline,
    tags: concept.genres,
    concept,
    story,
    world,
    characters,
    outline,
    questions: [],
    series: null,
    open_questions: [concept, story, world, characters, outline].flatMap(
      (content) => content.open_questions,
    ),
    checks: foundationChecks(contents),
    usage: { input_tokens: 48_210, output_tokens: 21_907, cost_usd: null },
    created_at: "2026-11-20T08:30:00.000Z",
    updated_at: "2026-11-23T21:05:00.000Z",
  };
}

/** A serial of samples, in which the writer rewrote a few fields. */
export const chineseNovel: Novel = assemble(
  {
    novel_id: "019aa0c2-6d7e-7c11-9f55-0d6f5b1f00b1",
    language: "zh-CN",
    edition: 2,
    field_origins: {
      "/concept": sample,
      "/story": sample,
      "/world": sample,
      "/world/rules/1/cost": user,
      "/characters": sample,
      "/characters/characters/2": user,
      "/outline": user,
    },
  },
  { ...zh, outline: outlineZh },
);

/** A novel written with a model, with one sample left in its world. */
export const englishNovel: Novel = assemble(
  {
    novel_id: "019aa0c2-6d7e-7c11-9f55-0d6f5b1f00e1",
    language: "en",
    edition: 1,
    field_origins: {
      "/concept": ai,
      "/story": ai,
      "/story/voice": user,
      "/world": ai,
      "/world/places/3": sample,
      "/characters": ai,
      "/outline": ai,
    },
  },
  { ...en, outline: outlineEn },
);
