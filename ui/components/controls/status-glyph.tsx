/** A stage's status as a glyph; a word always stands with it. */
import type { JSX } from "preact";
import type { StageStatus } from "#shared/stages.ts";

/** Hollow: empty; half: draft; check: confirmed; wave: stale. */
export function StatusGlyph({ status }: { readonly status: StageStatus }): JSX.Element {
  return (
    <svg
      class={`status-glyph ${status.toLowerCase()}`}
      width="18"
      height="18"
      viewBox="0 0 18 18"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {status === "CONFIRMED" ? (
        <>
          <circle cx="9" cy="9" r="8" fill="currentColor" />
          <path class="glyph-cut" d="m5.500 9.200 2.500 2.500 4.500-5" />
        </>
      ) : (
        <circle cx="9" cy="9" r="7.250" />
      )}
      {status === "DRAFT" ? (
        <path d="M9 1.750a7.250 7.250 0 0 1 0 14.500z" fill="currentColor" />
      ) : null}
      {status === "STALE" ? (
        <path d="M4.500 9c1-1.800 1.800-1.800 3 0s2 1.800 3 0 2-1.800 3 0" />
      ) : null}
    </svg>
  );
}
