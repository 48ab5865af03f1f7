/** A note's properties, as YAML that Obsidian reads. */

export type Property = string | number | readonly string[];

/** Every text is quoted, so that nothing in it is YAML. */
export function frontMatter(properties: Readonly<Record<string, Property | null>>): string {
  const lines = Object.entries(properties).flatMap(([name, value]) => {
    if (value === null) return [];
    if (typeof value === "string" || typeof value === "number")
      return [`${name}: ${scalar(value)}`];
    if (value.length === 0) return [];
    return [`${name}:`, ...value.map((item) => `  - ${scalar(item)}`)];
  });
  return `---\n${lines.join("\n")}\n---\n`;
}

/** JSON's strings are YAML's, but for a few characters that YAML wants written out. */
function scalar(value: string | number): string {
  if (typeof value === "number") return String(value);
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
