/** pip's configured index, files and certificate, in the words of uv, which does not read them. */
import { existsSync } from "node:fs";
import { runCommand } from "./run-command.mjs";

/**
 * @param {string[]} pip the command that runs pip
 * @returns {Promise<Record<string, string>>} environment variables for uv
 */
export async function packageIndexEnvironment(pip) {
  const result = await runCommand(pip[0] ?? "pip", [...pip.slice(1), "config", "list"]);
  return result.ok ? uvEnvironment(result.output) : {};
}

/**
 * @param {string} listing what `pip config list` prints: `section.name='value'`, a line each, the
 *   file's settings first and the environment's (`:env:.name`), which win, last
 * @param {(path: string) => boolean} exists
 * @returns {Record<string, string>}
 */
export function uvEnvironment(listing, exists = existsSync) {
  /** @type {Map<string, string>} */
  const settings = new Map();
  const lines = listing.split("\n").map((line) => /^([^=]+?)\.([\w-]+)='(.*)'$/.exec(line.trim()));
  for (const section of ["global", "install", ":env:"]) {
    for (const match of lines) {
      if (match?.[1] === section && match[2] && match[3]) settings.set(match[2], match[3]);
    }
  }
  const words = (/** @type {string} */ name) =>
    (settings.get(name) ?? "").replaceAll("\\n", " ").split(/\s+/).filter(Boolean);
  /** @type {Record<string, string>} */
  const env = {};
  const set = (/** @type {string} */ name, /** @type {string[]} */ values) => {
    if (values.length > 0) env[name] = values.join(" ");
  };
  set("UV_DEFAULT_INDEX", words("index-url").slice(-1));
  set("UV_INDEX", words("extra-index-url"));
  // uv ends with an error where pip only warns: at a folder that is not there.
  const links = words("find-links").filter((link) => link.includes("://") || exists(link));
  if (links.length > 0) env["UV_FIND_LINKS"] = links.join(",");
  set("UV_INSECURE_HOST", words("trusted-host"));
  set("SSL_CERT_FILE", words("cert").slice(-1));
  if (settings.has("no-index")) env["UV_NO_INDEX"] = "1";
  return env;
}
