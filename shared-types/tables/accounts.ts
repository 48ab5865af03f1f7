/** `accounts`, `installation`, `signing_keys`: who writes here, and what signs their cookies. */
import { z } from "zod";
import { booleanColumn, timestampColumn, uuidColumn } from "./columns.ts";
import { accountKind } from "../words.ts";

export const accountsRow = z
  .object({
    account_id: uuidColumn,
    kind: accountKind,
    created_at: timestampColumn,
  })
  .meta({ id: "AccountsRow" });

export const installationRow = z
  .object({
    singleton: booleanColumn,
    installation_id: uuidColumn,
    created_at: timestampColumn,
  })
  .meta({ id: "InstallationRow" });

export const signingKeysRow = z
  .object({
    key_id: uuidColumn,
    /** Base64 of the bytes. */
    secret: z.base64().meta({ pg_type: "bytea" }),
    created_at: timestampColumn,
    retired_at: timestampColumn.nullable(),
  })
  .meta({ id: "SigningKeysRow" });
