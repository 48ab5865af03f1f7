/** A file that is not taken, with the word that says what to do. Thrown by readers, caught by readMaterial alone. */
import type { RefusalReason } from "#shared/material/destinations.ts";

export class MaterialRefused extends Error {
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason) {
    super(REFUSALS[reason]);
    this.reason = reason;
  }
}

export const REFUSALS: Readonly<Record<RefusalReason, string>> = {
  EMPTY: "has no text to take; choose another file, or paste the text",
  UNSUPPORTED_KIND:
    "is none of Markdown, text, DOCX, EPUB or a zip of Markdown; save it as one of these and choose that",
  NOT_TEXT: "is no text; save it as UTF-8 text, DOCX or EPUB and choose that",
  UNKNOWN_ENCODING:
    "has bytes that no encoding reads without a fault; save it as UTF-8 and choose that",
  ARCHIVE_CUT: "is damaged or cut off; download or export it again",
  ARCHIVE_ENCRYPTED: "is protected by a password or DRM; save it without and choose that",
  UNPACKS_TOO_LARGE: "unpacks to more than 40 MiB; divide it and choose the parts one by one",
  TOO_MANY_FILES: "holds more than 5,000 files; divide it and choose the parts one by one",
  NESTED_TOO_DEEP:
    "has elements that stand more than 256 deep in each other; save it anew as DOCX or EPUB",
  HAS_ENTITIES:
    "declares entities of its own, which are not expanded; save it anew as DOCX or EPUB",
};
