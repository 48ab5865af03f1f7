/** Every route of the API: what the OpenAPI document shows, and what tests go through one by one. */
import { ACCOUNT_ROUTES } from "./account-routes.ts";
import { API_ROUTES } from "./http-routes.ts";
import { LOG_ROUTES } from "./log-routes.ts";
import { MCP_ROUTES } from "./mcp-routes.ts";
import { NOVEL_ROUTES } from "./novel-routes.ts";
import { MATERIAL_ROUTES } from "./material-routes.ts";
import { SETTINGS_ROUTES } from "./settings-routes.ts";
import { WEBHOOK_ROUTES } from "./webhooks.ts";

export const ALL_ROUTES = {
  ...API_ROUTES,
  ...ACCOUNT_ROUTES,
  ...NOVEL_ROUTES,
  ...SETTINGS_ROUTES,
  ...LOG_ROUTES,
  ...MCP_ROUTES,
  ...MATERIAL_ROUTES,
  ...WEBHOOK_ROUTES,
} as const;
