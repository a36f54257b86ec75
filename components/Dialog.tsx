import type { ComponentChildren } from 'preact';
import { t } from '../lib/texts/texts.ts';
import { Row, type RowProps } from './Row.tsx';

export interface DialogProps extends Pick<RowProps, 'lead' | 'title' | 'detail' | 'children'> {
  /** The answer that does something; without it the dialog can only be closed. */
  answer?: { label: string; give: false | (() => void) };
  /** A second answer that does something. */
  other?: { label: string; give: () => void };
  cancel(): void;
  onKey?: (event: KeyboardEvent) => void;
  /** Beside the buttons. */
  hint?: ComponentChildren;
}

/** Modal and in the top layer, above whatever the page has; when it goes, the focus returns to where it was. */
export function Dialog({ lead, title, detail, children, answer, other, cancel, onKey, hint }: DialogProps) {
  return (
    <dialog
      class="card"
      ref={opened}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        cancel();
      }}
      onKeyDown={(event) => {
        // The page's own shortcuts would hear the digits.
        event.stopPropagation();
        if (event.key !== 'Escape') return onKey?.(event);
        // Without a click in between, browsers close a second dialog without asking.
        event.preventDefault();
        cancel();
      }}
    >
      <div class="head">
        <Row lead={lead} title={title} detail={detail} />
      </div>
      {children}
      <div class="foot">
        <bdi class="t2">{hint}</bdi>
        <button type="button" onClick={cancel}>
          {t(answer && !other ? 'act_cancel' : 'act_close')}
        </button>
        {other && (
          <button type="button" onClick={other.give}>
            {other.label}
          </button>
        )}
        {answer && (
          <button type="button" class="go" disabled={!answer.give} onClick={answer.give || undefined}>
            {answer.label}
          </button>
        )}
      </div>
    </dialog>
  );
}

/** The same function at every drawing, so that it runs only when the dialog comes and when it goes. */
const opened = (dialog: HTMLDialogElement | null) => {
  dialog?.showModal();
  return () => dialog?.close();
};
