/** A button that opens a small sheet under itself; Escape or a press elsewhere closes it. */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { isComposing } from "./composing.ts";
import { Icon } from "./icon.tsx";

export interface PopoverProps {
  readonly label: ComponentChildren;
  /** The accessible name; begins with the visible word. */
  readonly name?: string | undefined;
  readonly align?: "start" | "end" | undefined;
  readonly class?: string | undefined;
  /** A function gets `close`, for sheets whose actions end them. */
  readonly children: ComponentChildren | ((close: () => void) => ComponentChildren);
}

export function Popover(props: PopoverProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();

  useEffect(() => {
    if (!open) return;
    // Once the press is done: a page that is shorter without the sheet moves under the pointer, and a
    // press that begins on a button would not end on it.
    const away = (event: MouseEvent) => {
      if (root.current && !event.composedPath().includes(root.current)) setOpen(false);
    };
    document.addEventListener("click", away);
    return () => document.removeEventListener("click", away);
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };

  return (
    <div
      class={`popover-root${props.class ? ` ${props.class}` : ""}`}
      ref={root}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open || isComposing(event)) return;
        event.stopPropagation();
        close();
      }}
    >
      <button
        type="button"
        ref={button}
        class="button quiet"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={props.name}
        onClick={() => setOpen(!open)}
      >
        {props.label}
        <Icon name="down" />
      </button>
      {open ? (
        <div id={id} class={`popover${props.align === "end" ? " end" : ""}`}>
          {typeof props.children === "function" ? props.children(close) : props.children}
        </div>
      ) : null}
    </div>
  );
}
