/** Materials in the database; each operation is one call of one SQL function. */
import { z } from "zod";
import { issue } from "#shared/http/http.ts";
import { type Material as MaterialOnWire, material } from "#shared/material/material.ts";
import type { Destination } from "#shared/material/destinations.ts";
import { base64, base64ToBytes } from "../http/encoding.ts";
import { decodeCursor } from "../http/page-cursor.ts";
import type { Material } from "../material/read-material.ts";
import type { Caller, Database } from "../database/database.ts";
import type { Page } from "./operations.ts";

const notFound = z.object({ outcome: z.literal("NOT_FOUND") });
const added = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("ADDED"), material }),
  notFound,
  z.object({ outcome: z.literal("SIGNED_OUT") }),
  z.object({ outcome: z.literal("STORED_TOO_MUCH") }),
]);
const mapped = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("MAPPED"), material }),
  z.object({ outcome: z.literal("VALIDATION_FAILED"), issues: z.array(issue) }),
  notFound,
]);
const removed = z.object({ outcome: z.enum(["REMOVED", "NOT_FOUND"]) });
const piece = z
  .object({ name: z.string(), base64: z.string(), next: z.int().nullable() })
  .nullable();

const listed = z
  .object({
    materials: z.array(z.object({ material_id: z.string(), name: z.string() })),
    next: z.string().nullable(),
  })
  .nullable()
  .transform((page) => page ?? { materials: [], next: null });

type Listed = z.output<typeof listed>["materials"][number];
const LIST_PAGE = 200;

export type FilePiece = z.infer<typeof piece>;
export type AddedMaterial = z.infer<typeof added>;
export type { MaterialOnWire };

/** Code points of a text's page. */
const TEXT_PAGE = 262_144;
/** Bytes of a file's page. */
export const FILE_PAGE = 512 * 1024;

export type MaterialOperations = ReturnType<typeof createMaterialOperations>;

export function createMaterialOperations(app: Database) {
  async function ask<T>(
    schema: z.ZodType<T>,
    caller: Caller,
    ...call: [Parameters<Database["callAs"]>[1], ...Parameters<Database["callAs"]>[2]]
  ): Promise<T> {
    const [name, ...args] = call;
    return schema.parse(JSON.parse((await app.callAs(caller, name, args)) ?? "null"));
  }

  async function file(caller: Caller, session: string, id: string, after: number) {
    return ask(piece, caller, "material_file", session, id, after, FILE_PAGE);
  }

  return {
    add: (
      caller: Caller,
      session: string,
      name: string,
      { text, leftOut, ...read }: Material,
      original: Uint8Array,
      traceparent: string,
      maxStored: number | null,
    ) =>
      ask(
        added,
        caller,
        "add_material",
        session,
        JSON.stringify({ name, ...read, left_out: leftOut }),
        text,
        base64(original),
        traceparent,
        maxStored,
      ),
    /** As JSON text, or null where the account has no such session; likewise below. */
    list: (caller: Caller, session: string, page: Page) =>
      app.callAs(caller, "list_materials", [session, page.before, page.limit]),
    get: (caller: Caller, session: string, id: string) =>
      app.callAs(caller, "get_material", [session, id]),
    text: (caller: Caller, session: string, id: string, section: string | null, after: number) =>
      app.callAs(caller, "material_text", [session, id, section, after, TEXT_PAGE]),
    file,
    /** Its bytes in their order; none where it has gone. */
    async *fileInPieces(caller: Caller, session: string, id: string): AsyncGenerator<Uint8Array> {
      for (let after: number | null = 0; after !== null; ) {
        const found: FilePiece = await file(caller, session, id, after);
        if (found === null) return;
        yield base64ToBytes(found.base64);
        after = found.next;
      }
    },
    /** Every one of a session, page by page. */
    async listAll(caller: Caller, session: string): Promise<readonly Listed[]> {
      const all: Listed[] = [];
      let before: string | null = null;
      do {
        const { materials, next }: z.infer<typeof listed> = await ask(
          listed,
          caller,
          "list_materials",
          session,
          before,
          LIST_PAGE,
        );
        all.push(...materials);
        before = next === null ? null : decodeCursor(next);
      } while (before !== null);
      return all;
    },
    map: (
      caller: Caller,
      session: string,
      id: string,
      sections: readonly { readonly section_id: string; readonly goes_to: Destination }[],
    ) => ask(mapped, caller, "map_material", session, id, JSON.stringify(sections)),
    remove: (caller: Caller, session: string, id: string, traceparent: string) =>
      ask(removed, caller, "remove_material", session, id, traceparent),
  };
}
