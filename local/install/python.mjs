/** The Python side of the installer: .venv from the locks in flows/, by uv, else by pip. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageIndexEnvironment } from "./package-index.mjs";
import { runCommand } from "./run-command.mjs";
import { installKey, planInstall, readStamp, removeStamp, writeStamp } from "./stamp.mjs";

const oldestPython = [3, 11];

/**
 * @param {string} root
 * @param {{ dev: boolean }} wanted
 * @returns {{ title: string, run: () => Promise<void> } | null} null where all of it is there
 */
export function pythonTask(root, wanted) {
  const venv = join(root, ".venv");
  const stampFile = join(venv, ".genesis-install.json");
  const lockOf = (/** @type {boolean} */ dev) =>
    join(root, "flows", dev ? "requirements-dev.lock" : "requirements.lock");
  const locks = [lockOf(false), lockOf(true), join(root, "flows", "requirements-tools.lock")];
  const key = installKey(locks, ["sources-1"]);
  const python = venvPython(venv);
  const present = existsSync(python) ? readStamp(stampFile) : null;
  const plan = planInstall(present, { key, dev: wanted.dev });
  if (plan.action === "none") return null;
  return {
    title: "Python packages",
    run: async () => {
      removeStamp(stampFile);
      if (plan.action === "renew") await createVenv(await findPython(), venv);
      await installLock(root, venv, lockOf(plan.dev));
      linkSources(venv);
      writeStamp(stampFile, { key, dev: plan.dev });
    },
  };
}

/** @param {string} venv */
function venvPython(venv) {
  return process.platform === "win32"
    ? join(venv, "Scripts", "python.exe")
    : join(venv, "bin", "python");
}

/** @returns {Promise<string>} the command of a Python that is new enough */
async function findPython() {
  /** @type {string[]} */
  const seen = [];
  for (const command of ["python3", "python", "python3.13", "python3.12", "python3.11"]) {
    const probe = "import sys; print('%d.%d.%d' % sys.version_info[:3])";
    const result = await runCommand(command, ["-c", probe]);
    if (!result.ok) continue;
    const version = result.output.trim();
    const [major = 0, minor = 0] = version.split(".").map(Number);
    const [needMajor = 3, needMinor = 11] = oldestPython;
    if (major > needMajor || (major === needMajor && minor >= needMinor)) return command;
    seen.push(`${command} is ${version}`);
  }
  throw new Error(
    `Genesis Studio needs Python 3.11 or newer: ${seen.length > 0 ? seen.join(", ") : "none was found on the PATH"}. ` +
      "Install it (for example from your system's packages) and run this again.",
  );
}

/**
 * @param {string} python
 * @param {string} venv
 */
async function createVenv(python, venv) {
  // Without pip: that needs ensurepip, which Debian keeps in a package of its own.
  const made = await runCommand(python, ["-m", "venv", "--clear", "--without-pip", venv]);
  if (!made.ok) {
    throw new Error(
      `"${python} -m venv" failed. On Debian and Ubuntu its module is a package: apt install python3-venv\n${made.output.trim()}`,
    );
  }
  const pip = await findPip(python, venv);
  const tools = join(venv, "tools");
  const lock = join(venv, "..", "flows", "requirements-tools.lock");
  const uv = await runCommand(
    pip[0] ?? python,
    [
      ...pip.slice(1),
      "install",
      ...quietPip,
      ...["--require-hashes", "--only-binary", ":all:", "--target", tools, "-r", lock],
    ],
    { env: pipEnvironment() },
  );
  if (!uv.ok) process.stdout.write("  uv is not to be had here: using pip, which is slower\n");
  // The pip that was found installs into .venv where uv does not.
  writeFileSync(join(venv, "tools-pip.json"), JSON.stringify(pip));
}

const quietPip = ["--quiet", "--disable-pip-version-check", "--no-input"];

/** A pip that installs for the user by configuration refuses --target. */
function pipEnvironment() {
  return { ...process.env, PIP_USER: "0", PIP_REQUIRE_VIRTUALENV: "0" };
}

/**
 * @param {string} python
 * @param {string} venv
 * @returns {Promise<string[]>} the command that runs pip
 */
async function findPip(python, venv) {
  if ((await runCommand(python, ["-m", "pip", "--version"])).ok) return [python, "-m", "pip"];
  const own = join(venv, "pip");
  const made = await runCommand(python, ["-m", "venv", own]);
  if (made.ok) return [venvPython(own), "-m", "pip"];
  throw new Error(
    "This Python has neither pip nor ensurepip. On Debian and Ubuntu: apt install python3-venv\n" +
      made.output.trim(),
  );
}

/**
 * @param {string} root
 * @param {string} venv
 * @param {string} lock
 */
async function installLock(root, venv, lock) {
  const python = venvPython(venv);
  const pip = readPip(venv);
  const uv = join(venv, "tools", "bin", process.platform === "win32" ? "uv.exe" : "uv");
  let said = "";
  if (existsSync(uv)) {
    const env = { ...(await packageIndexEnvironment(pip)), UV_PYTHON_DOWNLOADS: "never" };
    const result = await runCommand(
      uv,
      [
        "pip",
        "install",
        "--quiet",
        "--python",
        python,
        "--require-hashes",
        "--no-build",
        "--compile-bytecode",
        "-r",
        lock,
      ],
      { cwd: root, env: { ...env, ...process.env } },
    );
    if (result.ok) return;
    said = result.output.trim();
    process.stdout.write("  uv could not install the packages: trying pip, which is slower\n");
  }
  const result = await runCommand(
    pip[0] ?? python,
    [
      ...pip.slice(1),
      "--python",
      python,
      "install",
      ...quietPip,
      "--require-hashes",
      "--only-binary",
      ":all:",
      "-r",
      lock,
    ],
    { cwd: root, env: pipEnvironment() },
  );
  if (!result.ok) {
    throw new Error(
      `Installing the Python packages failed:\n${said}\n${result.output.trim()}`.trim(),
    );
  }
}

/**
 * @param {string} venv
 * @returns {string[]}
 */
function readPip(venv) {
  return JSON.parse(readFileSync(join(venv, "tools-pip.json"), "utf8"));
}

/**
 * Puts the project's own Python sources on the environment's path, relative to it, so that the
 * checkout may be moved.
 * @param {string} venv
 */
function linkSources(venv) {
  const windows = process.platform === "win32";
  const lib = windows ? join(venv, "Lib") : join(venv, "lib");
  const sites = windows
    ? [join(lib, "site-packages")]
    : readdirSync(lib).map((name) => join(lib, name, "site-packages"));
  const up = windows ? "../../.." : "../../../..";
  for (const site of sites) {
    writeFileSync(join(site, "genesis-studio.pth"), `${up}/flows\n${up}/shared-types/python\n`);
  }
}
