import type { ComponentChildren } from 'preact';
import { t } from '../lib/texts/texts.ts';
import { keyMeaning } from './chooser-keys.ts';
import { Dialog } from './Dialog.tsx';
import { Row } from './Row.tsx';

interface Option {
  title: string;
  detail: string;
  enabled: boolean;
}

export interface ChoiceProps {
  question: string;
  about: ComponentChildren;
  lead?: ComponentChildren;
  options: readonly Option[];
  /** Index of the option that is marked; -1 if none is. */
  active: number;
  move(index: number): void;
  choose(index: number): void;
  cancel(): void;
}

/** A question with a list of answers: marked with arrows or a click, given with Enter, a digit or the button. */
export function Choice({ question, about, lead, options, active, move, choose, cancel }: ChoiceProps) {
  const enabled = options.map((option) => option.enabled);
  const onKey = (event: KeyboardEvent) => {
    // Enter on a button is the button's own.
    const meaning = event.target instanceof HTMLButtonElement ? null : keyMeaning(event.key, enabled, active);
    if (!meaning) return;
    event.preventDefault();
    (meaning.to === 'move' ? move : choose)(meaning.index);
  };
  const hint = (
    <>
      <kbd>↵</kbd> {t('key_attach')} · <kbd>Esc</kbd> {t('key_cancel')}
    </>
  );
  return (
    <Dialog
      lead={lead}
      title={question}
      detail={about}
      cancel={cancel}
      onKey={onKey}
      hint={hint}
      answer={{ label: t('act_attach'), give: !!enabled[active] && (() => choose(active)) }}
    >
      <div
        class="body"
        role="listbox"
        tabIndex={0}
        autofocus
        aria-label={question}
        aria-activedescendant={active < 0 ? undefined : `option-${active}`}
      >
        {options.map(({ title, detail }, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names the active option.
          // biome-ignore lint/a11y/useKeyWithClickEvents: the dialog hears the keys.
          <div
            key={title + detail}
            id={`option-${index}`}
            role="option"
            aria-selected={index === active}
            aria-disabled={!enabled[index]}
            onClick={() => enabled[index] && move(index)}
          >
            <Row lead={index < 9 && <kbd>{index + 1}</kbd>} title={title} detail={detail} />
          </div>
        ))}
      </div>
    </Dialog>
  );
}
