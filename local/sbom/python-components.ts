/** The packages of a requirements file with hashes, as CycloneDX components. */

export interface Component {
  readonly "bom-ref": string;
  readonly type: "library";
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly hashes: readonly { readonly alg: "SHA-256"; readonly content: string }[];
}

/** @param lock pip's format, `NAME==VERSION --hash=sha256:…` over continued lines */
export function pythonComponents(lock: string): Component[] {
  const lines = lock.replaceAll(/\\\n/g, " ").split("\n");
  return lines.flatMap((line) => {
    const [, name, version] = /^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;]+)/.exec(line) ?? [];
    if (name === undefined || version === undefined) return [];
    const purl = `pkg:pypi/${name.toLowerCase().replaceAll("_", "-")}@${encodeURIComponent(version)}`;
    const hashes = [...line.matchAll(/--hash=sha256:([0-9a-f]{64})/g)].map(([, content = ""]) => ({
      alg: "SHA-256" as const,
      content,
    }));
    return [{ "bom-ref": purl, type: "library", name, version, purl, hashes }];
  });
}
