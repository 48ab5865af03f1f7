/** A finished novel as a file to take along. */
import type { Hono } from "hono";
import { z } from "zod";
import { novel as novelModel } from "#shared/foundation/novel.ts";
import { NOVEL_ROUTES } from "#shared/http/novel-routes.ts";
import { NOVEL_SCHEMA_PATH } from "#shared/novel/novel-file.ts";
import type { Stage } from "#shared/stages.ts";
import type { EdgeDeps, EdgeEnv } from "../requests/context.ts";
import { attachment } from "../export/file-names.ts";
import { exportNovel, exportStored, type MadeFile } from "../export/novel/novel-export.ts";
import type { Wanted } from "../export/novel/scope.ts";
import { rateLimited } from "../requests/limited.ts";
import { boundedAnswer, requireAccount } from "../requests/middleware.ts";
import { pathId } from "../http/path-id.ts";
import { problem } from "../http/problem.ts";
import { publicHref } from "../http/public-place.ts";
import type { RouteContext } from "../requests/valid-request.ts";
import type { createNovelChecks } from "../novel-checks.ts";
import { mount } from "./mount.ts";

type Checks = ReturnType<typeof createNovelChecks>;
type Context = RouteContext<typeof NOVEL_ROUTES.exportNovel>;

export function mountNovelExport(app: Hono<EdgeEnv>, deps: EdgeDeps, checksOf: Checks): void {
  const account = requireAccount(deps, "refused");
  mount(app, NOVEL_ROUTES.exportNovel, [account, boundedAnswer(deps)], (c) =>
    exportFile(c, deps, checksOf),
  );
}

async function exportFile(c: Context, deps: EdgeDeps, checksOf: Checks): Promise<Response> {
  const { edition, ...query } = c.req.valid("query");
  // Making a file is work, as a command is.
  const limited = await rateLimited(c, deps, "commands", "reads");
  if (limited !== null) return limited;
  const id = pathId(c.req.param("novel_id"));
  if (id === null) return problem("NOT_FOUND");
  const found = await deps.operations.getNovel(c.var.signIn, id, edition ?? null);
  if (found.outcome === "NOT_FOUND") return problem("NOT_FOUND");
  const made = await makeFile(found.novel, wantedOf(query), deps, checksOf);
  if (made === null) return problem("NOT_FOUND");
  const { bytes, type, name, ascii } = made;
  return new Response(bytes, {
    headers: {
      "Content-Type": type,
      "Content-Disposition": attachment(name, ascii),
      "Content-Length": String(bytes.byteLength),
      "Cache-Control": "no-store",
    },
  });
}

/** Null where the novel has no such chapter. */
async function makeFile(
  stored: Readonly<Record<string, unknown>>,
  wanted: Wanted,
  deps: EdgeDeps,
  checksOf: Checks,
): Promise<MadeFile | null> {
  const checked = checksOf(stored);
  const checks = checked.outcome === "CHECKED" ? checked.checks : [];
  const novel = novelModel.safeParse({ ...stored, checks });
  if (novel.success) {
    const schemaUrl = publicHref(deps.publicUrl, NOVEL_SCHEMA_PATH);
    const made = await exportNovel(novel.data, wanted, schemaUrl);
    return made.outcome === "MADE" ? made.file : null;
  }
  const outside = storedOutside.parse(stored);
  deps.log.warn({ novel_id: outside.novel_id }, "a stored novel is not of today's shape");
  return wanted.chapter === null ? exportStored({ ...outside, stored }, wanted.format) : null;
}

/** What every stored novel has, whatever the shape of its contents. */
const storedOutside = novelModel
  .pick({ novel_id: true, title: true, language: true, updated_at: true })
  .extend({
    blurb: z.string().catch(""),
    tags: z.array(z.string()).catch([]),
    series: novelModel.shape.series.catch(null),
  });

interface Query extends Pick<Wanted, "format"> {
  readonly stage?: Stage | undefined;
  readonly chapter?: string | undefined;
  readonly brief?: "true" | "false" | undefined;
  readonly provenance?: "true" | "false" | undefined;
  readonly checks?: "true" | "false" | undefined;
}

function wantedOf({ format, stage, chapter, brief, provenance, checks }: Query): Wanted {
  return {
    format,
    stage: stage ?? null,
    chapter: chapter ?? null,
    beside: {
      brief: brief !== "false",
      provenance: provenance !== "false",
      checks: checks !== "false",
    },
  };
}
