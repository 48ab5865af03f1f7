/** The page's contents: a link to each section, and which one is being read. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { novelWords } from "../../i18n/novel.words.ts";

const SECTIONS = [
  "overview",
  "world",
  "characters",
  "outline",
  "checks",
  "export",
  "series",
] as const;
type SectionName = (typeof SECTIONS)[number];

export function Contents({ checks }: { readonly checks: number }): JSX.Element {
  const text = novelWords.value;
  const current = useCurrentSection();
  return (
    <nav class="novel-contents" aria-label={text.contents}>
      <ul>
        {SECTIONS.map((section) => (
          <li key={section}>
            <a href={`#${section}`} aria-current={section === current ? "location" : undefined}>
              {text.sections[section]}
              {section === "checks" && checks > 0 ? (
                <span class="novel-count">{checks}</span>
              ) : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The last section whose heading has passed the upper third of the window. */
function useCurrentSection(): SectionName | null {
  const [current, setCurrent] = useState<SectionName | null>(null);
  useEffect(() => {
    let frame = 0;
    const look = () => {
      frame = 0;
      const line = window.innerHeight / 3;
      const passed = SECTIONS.filter((section) => {
        const top = document.getElementById(section)?.getBoundingClientRect().top;
        return top !== undefined && top <= line;
      });
      const isAtEnd =
        window.scrollY > 0 &&
        window.scrollY + window.innerHeight >= document.documentElement.scrollHeight - 2;
      setCurrent((isAtEnd ? SECTIONS.at(-1) : passed.at(-1)) ?? null);
    };
    const follow = () => {
      if (frame === 0) frame = requestAnimationFrame(look);
    };
    window.addEventListener("scroll", follow, { passive: true });
    window.addEventListener("resize", follow);
    look();
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("scroll", follow);
      window.removeEventListener("resize", follow);
    };
  }, []);
  return current;
}
