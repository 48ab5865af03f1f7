/** As people order files: "Chapter 2" before "Chapter 10". */
const collator = new Intl.Collator(["en", "zh-CN"], { numeric: true });

export function inNaturalOrder<T extends { readonly name: string }>(files: readonly T[]): T[] {
  return files.toSorted((one, other) => collator.compare(one.name, other.name));
}
