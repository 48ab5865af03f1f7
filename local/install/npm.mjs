/** The npm side of the installer: node_modules from package-lock.json. */
import { existsSync } from "node:fs";
import { delimiter, dirname, join, sep } from "node:path";
import { runCommand } from "./run-command.mjs";
import { installKey, planInstall, readStamp, removeStamp, writeStamp } from "./stamp.mjs";

/**
 * @param {string} root
 * @param {{ dev: boolean }} wanted
 * @returns {{ title: string, run: () => Promise<void> } | null} null where all of it is there
 */
export function npmTask(root, wanted) {
  const stampFile = join(root, "node_modules", ".genesis-install.json");
  const key = installKey([join(root, "package-lock.json")]);
  // The Node that runs the servers is itself a package: without it the stamp is worth nothing.
  const present = hasNode(root) ? readStamp(stampFile) : null;
  const plan = planInstall(present, { key, dev: wanted.dev });
  if (plan.action === "none") return null;
  return {
    title: "npm packages",
    run: async () => {
      removeStamp(stampFile);
      const omit = plan.dev ? "--include=dev" : "--omit=dev";
      // `npm ci` takes node_modules down first; a complete one is only added to.
      const args = plan.action === "renew" ? ["ci", omit] : ["install", "--no-save", omit];
      const result = await runNpm(root, [...args, "--no-audit", "--no-fund", "--loglevel=error"]);
      if (!result.ok) throw new Error(`npm ${args.join(" ")} failed:\n${result.output.trim()}`);
      writeStamp(stampFile, { key, dev: plan.dev });
    },
  };
}

/**
 * Where there is a package of it for this machine; elsewhere the machine's own Node runs the servers.
 * @param {string} root
 */
function hasNode(root) {
  const platform = process.platform === "win32" ? "win" : process.platform;
  if (!NODE_PACKAGES.includes(`${platform}-${process.arch}`)) return true;
  return existsSync(join(root, "node_modules", `node-${platform}-${process.arch}`));
}

const NODE_PACKAGES = ["linux-arm64", "linux-x64", "win-x64"];

/**
 * npm replaces node_modules, so it must not run on the Node inside of it.
 * @param {string} root
 * @param {string[]} args
 */
function runNpm(root, args) {
  const inside = join(root, "node_modules") + sep;
  const path = (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((entry) => !entry.startsWith(inside))
    .join(delimiter);
  const options = { cwd: root, env: { ...process.env, PATH: path } };
  const cli = process.env["npm_execpath"];
  const node = [process.env["npm_node_execpath"], process.execPath].find(
    (candidate) => candidate !== undefined && !candidate.startsWith(inside),
  );
  if (cli?.endsWith("npm-cli.js") && !cli.startsWith(inside) && node !== undefined) {
    return runCommand(node, [cli, ...args], options);
  }
  const beside = join(dirname(process.execPath), process.platform === "win32" ? "npm.cmd" : "npm");
  return runCommand(
    !beside.startsWith(inside) && existsSync(beside) ? beside : "npm",
    args,
    options,
  );
}
