/** A QR code as one path: dark on light in either theme, as cameras want it. */
import type { JSX } from "preact";
import { encode } from "uqr";

export interface QrCodeProps {
  readonly text: string;
  /** What it is, for whoever cannot see it. */
  readonly label: string;
}

/** Four modules of quiet around it, as the standard asks. */
const BORDER = 4;

export function QrCode({ text, label }: QrCodeProps): JSX.Element {
  const { size, data } = encode(text, { border: BORDER, ecc: "M" });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")))
    .join("");
  return (
    <svg class="qr-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path d={path} shape-rendering="crispEdges" />
    </svg>
  );
}
