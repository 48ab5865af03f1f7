/** What models are told, as the page shows it. */
import type { Stage } from "../stages.ts";
import type { Language } from "../statuses.ts";

export interface Prompts {
  /** For every stage: how the editor works. */
  readonly system: string;
  /** `version` as a proposal's `origin.prompt_version` names it. */
  readonly stages: Readonly<Record<Stage, { readonly version: string; readonly text: string }>>;
}

/** Loaded when somebody asks: 15 KB a language. */
export async function promptsIn(language: Language): Promise<Prompts> {
  const module =
    language === "en"
      ? await import("./prompts.en.generated.ts")
      : await import("./prompts.zh-CN.generated.ts");
  return module.prompts;
}
