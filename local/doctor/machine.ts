/** The machine: its programs, and room in the data directory. */
import { access, constants, statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { anyPython } from "../processes/python.ts";
import { runProgram } from "../processes/run-program.ts";
import type { Examination, Finding } from "./finding.ts";

const OLDEST_NODE = 20;
const OLDEST_PYTHON = [3, 11] as const;
/** Less, and PostgreSQL may soon not be able to write. */
const LEAST_FREE_GIB = 1;

export function nodeExamination(version = process.versions.node): Examination {
  return {
    part: "Node.js",
    examine: () => {
      const isOld = Number(version.split(".")[0]) < OLDEST_NODE;
      const words = isOld ? `${version}; ${OLDEST_NODE} or newer is needed` : version;
      return Promise.resolve([{ outcome: isOld ? "wrong" : "ok", message: words }]);
    },
  };
}

export function pythonExamination(): Examination {
  return {
    part: "Python",
    async examine() {
      const python = anyPython();
      if (python === null) return [wrong("there is none; 3.11 or newer is needed for the flows")];
      const { output } = await runProgram(python, ["--version"], { env: process.env });
      const [, major = "0", minor = "0"] = /(\d+)\.(\d+)/.exec(output) ?? [];
      const [leastMajor, leastMinor] = OLDEST_PYTHON;
      const isOld = Number(major) === leastMajor && Number(minor) < leastMinor;
      if (isOld || Number(major) < leastMajor) {
        return [wrong(`${output}; ${leastMajor}.${leastMinor} or newer is needed`)];
      }
      return [{ outcome: "ok", message: output }];
    },
  };
}

export function diskExamination(dataDirectory: string): Examination {
  return {
    part: "disk",
    async examine() {
      const directory = await nearest(dataDirectory);
      const { bavail, bsize } = await statfs(directory);
      const gib = (bavail * bsize) / 1024 ** 3;
      const words = `${gib.toFixed(1)} GiB free in ${dataDirectory}`;
      const findings: Omit<Finding, "part">[] = [
        gib < LEAST_FREE_GIB
          ? wrong(`${words}: less than ${LEAST_FREE_GIB} GiB is too little`)
          : { outcome: "ok", message: words },
      ];
      await access(directory, constants.W_OK).catch(() => {
        findings.push(wrong(`${directory} may not be written by this user`));
      });
      return findings;
    },
  };
}

/** The directory itself, or what of it is there already. */
async function nearest(directory: string): Promise<string> {
  try {
    await access(directory);
    return directory;
  } catch {
    return dirname(directory) === directory ? directory : nearest(dirname(directory));
  }
}

function wrong(message: string): Omit<Finding, "part"> {
  return { outcome: "wrong", message };
}
