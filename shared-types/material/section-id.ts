/** A section's id is made by the server, and unique within its material. */
import { z } from "zod";

export const sectionId = z.string().regex(/^s\d{1,5}$/);
