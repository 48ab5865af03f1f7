/** Small line drawings on a 16 grid, in the text's colour, hidden from names. */
import type { JSX } from "preact";

const PATHS = {
  back: "M10 3 5 8l5 5",
  check: "m3 8.500 3.500 3.500L13 4.500",
  lock: "M4 7.500h8v6H4zM5.500 7.500V5a2.500 2.500 0 0 1 5 0v2.500",
  unlock: "M4 7.500h8v6H4zM5.500 7.500V5a2.500 2.500 0 0 1 4.800-1",
  down: "m4 6 4 4 4-4",
  right: "m6 4 4 4-4 4",
  more: "M3 8h.01M8 8h.01M13 8h.01",
  close: "m4 4 8 8M12 4l-8 8",
  wave: "M2 8c1.500-2.700 2.500-2.700 4 0s2.500 2.700 4 0 2.500-2.700 4 0",
  edit: "M3 13h2.500L13 5.500 10.500 3 3 10.500z",
  plus: "M8 3v10M3 8h10",
  arrow: "M3 8h10M9 4l4 4-4 4",
  display: "M8 2.500a5.500 5.500 0 1 0 0 11zM8 2.500a5.500 5.500 0 0 1 0 11",
  stop: "M4.500 4.500h7v7h-7z",
  offline: "M2 6.500a9 9 0 0 1 12 0M4.500 9a5.500 5.500 0 0 1 7 0M8 12.200h.01M2.500 2.500l11 11",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg
      class="icon"
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width={name === "more" ? 2 : 1.5}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
