/** `novels`: what 完成创世 makes; one a session, with an edition a finish. */
import { z } from "zod";
import {
  integerColumn,
  jsonArrayColumn,
  jsonObjectColumn,
  jsonTextColumn,
  textColumn,
  timestampColumn,
  uuidColumn,
} from "./columns.ts";
import { language } from "../words.ts";

export const novelsRow = z
  .object({
    novel_id: uuidColumn,
    session_id: uuidColumn,
    account_id: uuidColumn,
    edition: integerColumn,
    title: textColumn,
    language: language,
    content: jsonObjectColumn,
    created_at: timestampColumn,
    updated_at: timestampColumn,
    /** Two of the content that the shelf shows: PostgreSQL keeps them. */
    blurb: jsonTextColumn.nullable(),
    tags: jsonArrayColumn.nullable(),
    /** Of the content's shape. */
    content_version: integerColumn,
  })
  .meta({ id: "NovelsRow" });
