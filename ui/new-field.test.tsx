/** A field that is described in shared-types/content, and nowhere else, is on every screen. */
import { render } from "preact-render-to-string";
import { beforeAll, expect, test, vi } from "vitest";
import type { FieldLabels, FieldTable } from "#shared/content/field-kinds.ts";

vi.mock("#shared/content/fields.generated.ts", async (original) => {
  const { STAGE_FIELDS } = await original<{ STAGE_FIELDS: Readonly<Record<string, FieldTable>> }>();
  const withMotif = (table: FieldTable | undefined): FieldTable => ({
    ...table,
    motif: { kind: "prose" },
    motifs: {
      kind: "items",
      min: 0,
      max: 9,
      heading: "motif",
      names: ["motif"],
      fields: { id: { kind: "id" }, motif: { kind: "line" }, colour: { kind: "line" } },
    },
  });
  return {
    STAGE_FIELDS: Object.fromEntries(
      Object.entries(STAGE_FIELDS).map(([stage, table]) => [stage, withMotif(table)]),
    ),
  };
});
vi.mock("#shared/content/labels.en.generated.ts", async (original) => {
  const { fieldLabels } = await original<{ fieldLabels: FieldLabels }>();
  const fields = { ...fieldLabels.fields, motif: "Motif", motifs: "Motifs", colour: "Colour" };
  return { fieldLabels: { ...fieldLabels, fields } };
});

await import("./testing/all-words.ts");
const { STAGE_FIELDS } = await import("#shared/content/fields.generated.ts");
const { NOVEL_PARTS, STAGES } = await import("#shared/stages.ts");
const { interfaceLanguage } = await import("./i18n/interface-language.ts");
const { plainText } = await import("./models/content/plain-text.ts");
const { createReferences } = await import("./models/content/references.ts");
const { novelMarkdown } = await import("#shared/novel/novel-document.ts");
const { fieldLabel } = await import("./i18n/labels.ts");
const { englishNovel } = await import("#shared/testing/novel-fixture.ts");
const { fakeState } = await import("./testing/fake-state.ts");
const { FieldsForm } = await import("./components/studio/document/fields-form.tsx");
const { NovelContext, viewOf } = await import("./components/novel/novel-view.ts");
const { Overview } = await import("./components/novel/overview.tsx");
const { World } = await import("./components/novel/world.tsx");
const { Characters } = await import("./components/novel/characters.tsx");
const { Outline } = await import("./components/novel/outline.tsx");

const added = {
  motif: "a lamp that will not stay lit",
  motifs: [{ id: "m1", motif: "saltmark", colour: "white as a lie" }],
};
const texts = [added.motif, "saltmark", "white as a lie"];
const labels = ["Motif", "Motifs", "Colour"];

const novel = {
  ...englishNovel,
  ...Object.fromEntries(
    STAGES.map((stage) => {
      const part = NOVEL_PARTS[stage];
      return [part, { ...englishNovel[part], ...added }];
    }),
  ),
};

beforeAll(() => {
  interfaceLanguage.value = "en";
  vi.stubGlobal("window", { matchMedia: () => ({ matches: false }) });
});

test.each([
  ["CONCEPT_SELECTION and STORY_CONCEPTION", Overview, 2],
  ["WORLDVIEW", World, 1],
  ["CHARACTERS", Characters, 1],
  ["PLOT_OUTLINE", Outline, 1],
])("the novel's page shows it for %s", (_, Part, times) => {
  const page = render(
    <NovelContext.Provider value={viewOf(novel)}>
      <Part />
    </NovelContext.Provider>,
  );
  for (const text of [...texts, ...labels]) {
    expect([text, page.split(text).length - 1]).toEqual([
      text,
      expect.toSatisfy((n) => n >= times),
    ]);
  }
});

test("the export has it, with its name, in every stage", () => {
  const markdown = novelMarkdown(novel);
  for (const text of texts) expect(markdown.split(text)).toHaveLength(STAGES.length + 1);
  expect(markdown).toContain("**Motif**");
});

test.each(STAGES)("the form of %s asks for it", (stage) => {
  const state = fakeState("en");
  const form = render(
    <FieldsForm
      table={STAGE_FIELDS[stage]}
      value={{ ...added }}
      onValue={() => undefined}
      references={createReferences(state, stage, added)}
      lang="en"
      at=""
      holder={null}
      invalid={new Set()}
    />,
  );
  for (const text of [...texts, ...labels]) expect(form).toContain(text);
});

test.each(STAGES)("a comparison of %s has it", (stage) => {
  const references = createReferences(fakeState("en"), stage, added);
  const table = STAGE_FIELDS[stage];
  for (const [key, held] of Object.entries(added)) {
    const field = table[key];
    expect(field && plainText(field, held, references, (inner) => fieldLabel(inner))).not.toBe("");
  }
});
