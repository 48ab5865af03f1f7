/** `novels`: what 完成创世 makes; one a session, with an edition a finish. */
import { z } from "zod";
import {
  integerColumn,
  jsonObjectColumn,
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
  })
  .meta({ id: "NovelsRow" });
