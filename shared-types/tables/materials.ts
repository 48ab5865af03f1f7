/** `materials`: what writers brought, word for word, and the map of its sections. */
import { z } from "zod";
import {
  bigintColumn,
  booleanColumn,
  integerColumn,
  jsonArrayColumn,
  textColumn,
  timestampColumn,
  uuidColumn,
} from "./columns.ts";

export const materialsRow = z
  .object({
    material_id: uuidColumn,
    session_id: uuidColumn,
    account_id: uuidColumn,
    name: textColumn,
    kind: textColumn,
    encoding: textColumn,
    /** Of `content`, in code points. */
    chars: integerColumn,
    content: textColumn,
    sections: jsonArrayColumn,
    left_out: jsonArrayColumn,
    /** The file as it came. */
    original: z.string().meta({ pg_type: "bytea" }),
    is_of_idea: booleanColumn,
    bytes: bigintColumn,
    created_at: timestampColumn,
  })
  .meta({ id: "MaterialsRow" });
