/** A book as JSON, by the published schema (shared-types/novel/novel-file.ts). */
import type { Novel } from "#shared/foundation/novel.ts";
import type { Beside } from "#shared/novel/novel-document.ts";
import { novelOrigins } from "#shared/novel/novel-origins.ts";
import { packetJson } from "#shared/novel/packet-json.ts";
import { NOVEL_PARTS } from "#shared/stages.ts";
import type { Scope } from "./scope.ts";

export function jsonOf(novel: Novel, scope: Scope, beside: Beside, $schema: string): string {
  return `${JSON.stringify(contentOf(novel, scope, beside, $schema), null, 2)}\n`;
}

function contentOf(novel: Novel, scope: Scope, beside: Beside, $schema: string): object {
  const { novel_id, edition, title, language } = novel;
  const head = { novel_id, edition, title, language };
  switch (scope.of) {
    case "novel": {
      const { brief, questions, checks, field_origins: _, ...rest } = novel;
      return {
        $schema,
        kind: "novel",
        ...rest,
        ...(beside.brief ? { brief, questions } : {}),
        ...(beside.checks ? { checks } : {}),
        field_origins: originsOf(novel, "", beside),
      };
    }
    case "stage": {
      const part = NOVEL_PARTS[scope.stage];
      const field_origins = originsOf(novel, `/${part}`, beside);
      return {
        $schema,
        kind: "stage",
        ...head,
        stage: scope.stage,
        content: novel[part],
        field_origins,
      };
    }
    case "packet":
      return {
        $schema,
        kind: "packet",
        ...head,
        has_sample: novelOrigins(novel).has("sample"),
        packet: packetJson(scope.packet, novel, scope.index),
      };
  }
}

/** A sample is labelled as one, whatever else is left out. */
function originsOf(novel: Novel, below: string, { provenance }: Beside): Novel["field_origins"] {
  return Object.fromEntries(
    Object.entries(novel.field_origins).filter(
      ([pointer, { kind }]) =>
        (pointer === below || pointer.startsWith(`${below}/`)) && (provenance || kind === "sample"),
    ),
  );
}
