/**
 * A button. What cannot be pressed now stays focusable (`aria-disabled`), so that its reason can be
 * read and focus is not lost when a press disables it.
 */
import type { ComponentChildren, JSX, Ref } from "preact";

export interface ButtonProps {
  readonly children: ComponentChildren;
  readonly onPress?: (() => void) | undefined;
  readonly kind?: "primary" | "plain" | "quiet" | undefined;
  readonly type?: "button" | "submit" | undefined;
  readonly disabled?: boolean | undefined;
  /** The id of the sentence that says why it is disabled, or what it will do. */
  readonly describedBy?: string | undefined;
  readonly pressed?: boolean | undefined;
  readonly expanded?: boolean | undefined;
  readonly controls?: string | undefined;
  readonly hasPopup?: "menu" | "dialog" | undefined;
  /** The whole accessible name; begins with the visible word. */
  readonly name?: string | undefined;
  readonly title?: string | undefined;
  readonly class?: string | undefined;
  readonly id?: string | undefined;
  readonly buttonRef?: Ref<HTMLButtonElement> | undefined;
}

export function Button(props: ButtonProps): JSX.Element {
  const kind = props.kind === undefined || props.kind === "plain" ? "" : ` ${props.kind}`;
  return (
    <button
      id={props.id}
      ref={props.buttonRef ?? null}
      type={props.type ?? "button"}
      class={`button${kind}${props.class ? ` ${props.class}` : ""}`}
      aria-disabled={props.disabled ? "true" : undefined}
      aria-describedby={props.describedBy}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      aria-controls={props.controls}
      aria-haspopup={props.hasPopup}
      aria-label={props.name}
      title={props.title}
      onClick={(event) => {
        if (props.disabled) {
          event.preventDefault();
          return;
        }
        props.onPress?.();
      }}
    >
      {props.children}
    </button>
  );
}
