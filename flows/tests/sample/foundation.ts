/**
 * Runs the novel's own rules over samples: reads `{stage: content}[]` from standard input (ids in
 * place), prints for each the schema's issues and the findings of the foundation checks as JSON.
 */
import { readFileSync } from "node:fs";
import { foundationChecks } from "../../../shared-types/foundation/checks.ts";
import { charactersContent } from "../../../shared-types/content/characters.ts";
import { conceptContent } from "../../../shared-types/content/concept.ts";
import { plotContent } from "../../../shared-types/content/plot.ts";
import { storyContent } from "../../../shared-types/content/story.ts";
import { worldContent } from "../../../shared-types/content/world.ts";
import { z } from "zod";

const novels = z
  .array(
    z.object({
      CONCEPT_SELECTION: conceptContent,
      STORY_CONCEPTION: storyContent,
      WORLDVIEW: worldContent,
      CHARACTERS: charactersContent,
      PLOT_OUTLINE: plotContent,
    }),
  )
  .parse(JSON.parse(readFileSync(0, "utf8")));

const findings = novels.map((novel) =>
  foundationChecks({
    concept: novel.CONCEPT_SELECTION,
    story: novel.STORY_CONCEPTION,
    world: novel.WORLDVIEW,
    characters: novel.CHARACTERS,
    outline: novel.PLOT_OUTLINE,
  }),
);
process.stdout.write(JSON.stringify(findings));
