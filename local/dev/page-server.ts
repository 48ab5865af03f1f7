/** Vite in front of the parts: the interface as its sources are, everything else from the edge. */
import { join, relative } from "node:path";
import { createServer } from "vite";
import { repositoryRoot } from "../repository-root.ts";

export interface PageServerOptions {
  readonly host: string;
  readonly port: number;
  /** Where the edge listens. */
  readonly partsUrl: string;
  /** A file of the parts was changed, added or taken away; relative to the checkout. */
  readonly onChange: (path: string) => void;
}

/** What the parts are made of; the interface's own files are Vite's to follow. */
const watched = ["edge", "relay", "callback", "shared-types", "runtime", "local", "sql", "flows"];
/** The edge's: everything else is a file or a page of the interface. */
const proxied = ["/api", "/metrics", "/mcp", "/sign-in", "/signed-out"];

/** @throws where the port is taken */
export async function startPageServer(
  options: PageServerOptions,
): Promise<{ stop(): Promise<void> }> {
  const { host, port, partsUrl, onChange } = options;
  const target = { target: partsUrl, xfwd: false };
  const vite = await createServer({
    configFile: join(repositoryRoot, "ui", "vite.config.ts"),
    root: join(repositoryRoot, "ui"),
    logLevel: "warn",
    server: {
      host,
      port,
      strictPort: true,
      // shared-types lies beside the interface's root.
      fs: { allow: [repositoryRoot] },
      proxy: Object.fromEntries(proxied.map((path) => [path, target])),
    },
  });
  await vite.listen();
  vite.watcher.add(watched.map((folder) => join(repositoryRoot, folder)));
  vite.watcher.on("all", (event, path) => {
    const file = relative(repositoryRoot, path);
    const isFile = event === "add" || event === "change" || event === "unlink";
    if (isFile && watched.some((folder) => file.startsWith(`${folder}/`))) onChange(file);
  });
  return { stop: () => vite.close() };
}
