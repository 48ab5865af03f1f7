/** The names behind the ids in a content: of factions, characters, places, threads, chapters. */
import type { SessionState } from "#shared/state.ts";
import type { ReferenceTarget } from "./field-kinds.ts";
import { recordsIn } from "./field-text.ts";
import type { Content } from "./pointer.ts";

export interface ReferenceOption {
  readonly id: string;
  readonly name: string;
}

export interface References {
  readonly options: (to: ReferenceTarget) => readonly ReferenceOption[];
  /** The name of an id; what resolves to nothing stays as it was written. */
  readonly nameOf: (to: ReferenceTarget, id: string) => string;
}

/** `content`: the one that is shown, whose own items come first. */
export function createReferences(state: SessionState, content: Content): References {
  const world = state.stages.WORLDVIEW.accepted?.content ?? {};
  const cast = state.stages.CHARACTERS.accepted?.content ?? {};
  const story = state.stages.STORY_CONCEPTION.accepted?.content ?? {};
  const storyThreads = named(story.threads, "question");

  const options = (to: ReferenceTarget): readonly ReferenceOption[] => {
    switch (to) {
      case "faction":
        return [...named(content.factions, "name"), ...named(world.factions, "name")];
      case "place":
        return [...named(content.places, "name"), ...named(world.places, "name")];
      case "character":
        return [...named(content.characters, "name"), ...named(cast.characters, "name")];
      case "story_thread":
        return storyThreads;
      case "plot_thread":
        return recordsIn(content.threads).flatMap((thread) => {
          const id = thread.id;
          if (typeof id !== "string") return [];
          const own = typeof thread.name === "string" ? thread.name : null;
          return [{ id, name: own ?? storyThreads.find((item) => item.id === id)?.name ?? id }];
        });
      case "chapter_or_part":
        return recordsIn(content.parts).flatMap((part) => [
          ...named([part], "title"),
          ...named(part.chapters, "title"),
        ]);
    }
  };
  return {
    options,
    nameOf: (to, id) => options(to).find((option) => option.id === id)?.name ?? id,
  };
}

function named(items: unknown, key: string): ReferenceOption[] {
  return recordsIn(items).flatMap((item) => {
    const id = item.id;
    const name = item[key];
    return typeof id === "string" && typeof name === "string" ? [{ id, name }] : [];
  });
}
