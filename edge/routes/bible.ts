/** The bible of a novel's series, read from its finished books. */
import type { Hono } from "hono";
import { novel as novelModel, type Novel } from "#shared/foundation/novel.ts";
import { NOVEL_ROUTES } from "#shared/http/novel-routes.ts";
import { bibleEntries } from "#shared/series/bible.ts";
import type { EdgeContext, EdgeDeps, EdgeEnv } from "../requests/context.ts";
import { json } from "../http/answer.ts";
import { rateLimited } from "../requests/limited.ts";
import { boundedAnswer, requireAccount } from "../requests/middleware.ts";
import { pathId } from "../http/path-id.ts";
import { problem } from "../http/problem.ts";
import { mount } from "./mount.ts";

/** So many books are read at most, the last ones: each is a statement. */
const MAX_BOOKS = 24;

const outside = novelModel.pick({ novel_id: true, edition: true, title: true, series: true });
const contents = novelModel.pick({ world: true, characters: true });
type Outside = Pick<Novel, "novel_id" | "edition" | "title" | "series">;
interface Book {
  readonly outside: Outside;
  /** Null where they are not of today's shape: the book is named, and has no entries. */
  readonly contents: Pick<Novel, "world" | "characters"> | null;
}

export function mountBible(app: Hono<EdgeEnv>, deps: EdgeDeps): void {
  const before = [requireAccount(deps, "refused"), boundedAnswer(deps)];
  mount(app, NOVEL_ROUTES.getBible, before, (c) => getBible(c, deps));
}

async function getBible(c: EdgeContext, deps: EdgeDeps): Promise<Response> {
  const limited = await rateLimited(c, deps, "commands", "reads");
  if (limited !== null) return limited;
  const id = pathId(c.req.param("novel_id") ?? "");
  if (id === null) return problem("NOT_FOUND");
  const read = async (novel_id: string): Promise<Book | null> => {
    const found = await deps.operations.getNovel(c.var.signIn, novel_id, null);
    if (found.outcome === "NOT_FOUND") return null;
    const read = contents.safeParse(found.novel);
    return { outside: outside.parse(found.novel), contents: read.data ?? null };
  };
  const own = await read(id);
  if (own === null) return problem("NOT_FOUND");
  const { series } = own.outside;
  const listed = series?.books ?? [{ novel_id: own.outside.novel_id, number: 1 }];
  const books: { readonly number: number; readonly book: Book }[] = [];
  for (const { novel_id, number } of listed.slice(-MAX_BOOKS)) {
    const book = novel_id === own.outside.novel_id ? own : await read(novel_id);
    if (book !== null) books.push({ number, book });
  }
  const readable = books.flatMap(({ number, book }) =>
    book.contents === null ? [] : [{ number, novel: book.contents }],
  );
  return json({
    series_id: series?.series_id ?? null,
    title: series?.title ?? own.outside.title,
    books: books.map(({ number, book }) => ({
      novel_id: book.outside.novel_id,
      title: book.outside.title,
      number,
      edition: book.outside.edition,
    })),
    entries: bibleEntries(readable),
  });
}
