/** A writer's material on the wire: what a file is, and where its sections would go. */
import { z } from "zod";
import { timestamp, uuid } from "../formats.ts";
import { DESTINATIONS, LEFT_OUT, MATERIAL_KINDS } from "./destinations.ts";
import { ENCODINGS } from "./encoding.ts";
import { sectionId } from "./section-id.ts";

/** A file is at most this large. */
export const MAX_MATERIAL_BYTES = 10 * 1024 * 1024;
export const destination = z.enum(DESTINATIONS).meta({ id: "MaterialDestination" });
export const encoding = z.enum(ENCODINGS).meta({ id: "TextEncoding" });

const section = z
  .object({
    section_id: sectionId,
    /** Empty: what stands before the first heading. */
    heading: z.string(),
    /** 1 the highest; 0 without a heading. */
    level: z.int().min(0),
    /** Where it begins, in code points of the text. */
    at: z.int().min(0),
    /** In code points, its heading included: the sections are the text. */
    chars: z.int().min(0),
    goes_to: destination,
    /** Headed by a kind of things (人物, Places) and not by one of them. */
    is_group: z.boolean(),
  })
  .meta({ id: "MaterialSection" });

export const materialSummary = z
  .object({
    material_id: uuid,
    name: z.string(),
    kind: z.enum(MATERIAL_KINDS),
    /** Of the text, in code points. */
    chars: z.int(),
    /** That its text was read in. */
    encoding,
    /** What the file held and the text has not; the file itself is kept as it came. */
    left_out: z.array(z.enum(LEFT_OUT)),
    created_at: timestamp,
  })
  .meta({ id: "MaterialSummary" });

export const material = materialSummary
  .extend({ sections: z.array(section) })
  .meta({ id: "Material" });

export const materialList = z
  .object({ materials: z.array(materialSummary), next: z.string().nullable() })
  .meta({ id: "MaterialList" });

export const materialText = z
  .object({
    /** Word for word. */
    text: z.string(),
    /** Where the following piece begins, in code points; null at the end. */
    next: z.int().nullable(),
  })
  .meta({ id: "MaterialText" });

/** The writer's corrections; sections that are not named stay where they were. */
export const materialMapRequest = z
  .object({
    sections: z
      .array(z.object({ section_id: sectionId, goes_to: destination }).strict())
      .min(1)
      .max(2_000),
  })
  .strict()
  .meta({ id: "MaterialMapRequest" });

export type Section = z.infer<typeof section>;
export type MaterialSummary = z.infer<typeof materialSummary>;
export type Material = z.infer<typeof material>;
