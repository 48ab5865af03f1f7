/** A text box that grows with its text. Ctrl/⌘+Enter sends; Enter alone is a new line. */
import type { JSX, Ref } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { isComposing } from "./composing.ts";

export interface TextareaProps {
  readonly value: string;
  readonly onText: (text: string) => void;
  readonly onSend?: (() => void) | undefined;
  readonly onEscape?: (() => void) | undefined;
  readonly id?: string | undefined;
  readonly label?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly rows?: number | undefined;
  readonly lang?: string | undefined;
  readonly invalid?: boolean | undefined;
  readonly class?: string | undefined;
  readonly boxRef?: Ref<HTMLTextAreaElement> | undefined;
  /** Takes the focus when it appears, with the caret there, or at the end. */
  readonly focusFirst?: boolean | number | undefined;
}

export function Textarea(props: TextareaProps): JSX.Element {
  const own = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const box = own.current;
    if (!box || props.focusFirst === undefined || props.focusFirst === false) return;
    const caret = props.focusFirst === true ? box.value.length : props.focusFirst;
    // What has the focus is scrolled clear by the page (components/page/keep-clear.ts), and no further.
    box.focus({ preventScroll: true });
    box.setSelectionRange(caret, caret);
  }, []);
  useLayoutEffect(() => {
    const box = own.current;
    // Browsers with `field-sizing` grow it by themselves.
    if (!box || CSS.supports("field-sizing", "content")) return;
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 2}px`;
  }, [props.value]);
  return (
    <textarea
      ref={(element) => {
        own.current = element;
        if (typeof props.boxRef === "function") props.boxRef(element);
        else if (props.boxRef) props.boxRef.current = element;
      }}
      class={`box${props.class ? ` ${props.class}` : ""}`}
      id={props.id}
      rows={props.rows ?? 3}
      lang={props.lang}
      dir="auto"
      value={props.value}
      placeholder={props.placeholder}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      aria-invalid={props.invalid ? "true" : undefined}
      onInput={(event) => props.onText(event.currentTarget.value)}
      onKeyDown={(event) => {
        // During composition Enter and Escape belong to the input method.
        if (isComposing(event)) return;
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && props.onSend) {
          event.preventDefault();
          props.onSend();
        } else if (event.key === "Escape" && props.onEscape) {
          event.preventDefault();
          event.stopPropagation();
          props.onEscape();
        }
      }}
    />
  );
}
