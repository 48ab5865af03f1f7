/** What the kernel knows of a process and of all that it started (Linux). */
import { readFileSync, readdirSync, readlinkSync } from "node:fs";

export interface RunningProcess {
  readonly pid: number;
  readonly commandLine: string;
  readonly environment: Readonly<Record<string, string>>;
}

export interface Listener {
  readonly pid: number;
  readonly address: "loopback" | "any" | "other";
  readonly port: number;
}

/** The process itself and every one below it. */
export function processTree(root: number): RunningProcess[] {
  const parents = new Map(allProcesses().map((pid) => [pid, parentOf(pid)]));
  const isBelow = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined && at > 1; at = parents.get(at)) {
      if (at === root) return true;
    }
    return false;
  };
  return [...parents.keys()].filter(isBelow).map((pid) => ({
    pid,
    commandLine: words(pid, "cmdline").join(" "),
    environment: Object.fromEntries(
      words(pid, "environ").map((word) => [
        word.split("=", 1)[0] ?? "",
        word.replace(/^[^=]*=/, ""),
      ]),
    ),
  }));
}

/** The TCP ports on which one of these processes listens. */
export function listeners(processes: readonly RunningProcess[]): Listener[] {
  const owners = new Map<string, number>();
  for (const { pid } of processes) for (const inode of socketsOf(pid)) owners.set(inode, pid);
  return ["tcp", "tcp6"].flatMap((table) =>
    read(`/proc/net/${table}`)
      .split("\n")
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .flatMap(([, local = "", , state, , , , , , inode = ""]) => {
        const pid = owners.get(inode);
        if (state !== "0A" || pid === undefined) return [];
        const [address = "", port = ""] = local.split(":");
        return [{ pid, address: addressKind(address), port: Number.parseInt(port, 16) }];
      }),
  );
}

function addressKind(hex: string): Listener["address"] {
  if (/^0+$/.test(hex)) return "any";
  return hex.endsWith("7F") || /^0{24}01000000$/.test(hex) ? "loopback" : "other";
}

function allProcesses(): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function parentOf(pid: number): number | undefined {
  const [, parent] = statFields(pid);
  return parent === undefined ? undefined : Number(parent);
}

/** What its `stat` has from the state on (the third field of proc(5)); of one that ended an empty word. */
export function statFields(pid: number): string[] {
  const stat = read(`/proc/${pid}/stat`);
  // The name before it may hold anything, parentheses too.
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

function socketsOf(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  try {
    return readdirSync(folder).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`${folder}/${fd}`))?.[1] ?? [];
      } catch {
        return [];
      }
    });
  } catch {
    return [];
  }
}

function words(pid: number, file: string): string[] {
  return read(`/proc/${pid}/${file}`)
    .split("\0")
    .filter((word) => word !== "");
}

/** A process that ended meanwhile has nothing to read. */
export function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
