/** Column types: a zod type with the name that PostgreSQL's catalogue gives it in its metadata; an enum (words.ts) is text. */
import { z } from "zod";

export const uuidColumn = z.uuid().meta({ pg_type: "uuid" });
export const uuidsColumn = z.array(z.uuid()).meta({ pg_type: "ARRAY" });
export const textsColumn = z.array(z.string()).meta({ pg_type: "ARRAY" });
export const textColumn = z.string().meta({ pg_type: "text" });
export const integerColumn = z.int().meta({ pg_type: "integer" });
/** Read as a number: these stay far below 2^53. */
export const bigintColumn = z.int().meta({ pg_type: "bigint" });
export const numericColumn = z.number().meta({ pg_type: "numeric" });
/** Base64 of the bytes. */
export const bytesColumn = z.base64().meta({ pg_type: "bytea" });
export const booleanColumn = z.boolean().meta({ pg_type: "boolean" });
export const timestampColumn = z.iso
  .datetime({ offset: true })
  .meta({ pg_type: "timestamp with time zone" });
export const jsonObjectColumn = z.record(z.string(), z.unknown()).meta({ pg_type: "jsonb" });
export const jsonArrayColumn = z.array(z.unknown()).meta({ pg_type: "jsonb" });
export const jsonTextColumn = z.string().meta({ pg_type: "jsonb" });
