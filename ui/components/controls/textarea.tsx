/** A text box that grows with its text. Ctrl/⌘+Enter sends; Enter alone is a new line. */
import type { JSX, Ref } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

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
  /** Takes the focus when it appears, with the caret at the end. */
  readonly focusFirst?: boolean | undefined;
}

export function Textarea(props: TextareaProps): JSX.Element {
  const own = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    if (!props.focusFirst) return;
    const box = own.current;
    box?.focus();
    box?.setSelectionRange(box.value.length, box.value.length);
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
      value={props.value}
      placeholder={props.placeholder}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      aria-invalid={props.invalid ? "true" : undefined}
      onInput={(event) => props.onText(event.currentTarget.value)}
      onKeyDown={(event) => {
        // During composition Enter and Escape belong to the input method.
        if (event.isComposing) return;
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
