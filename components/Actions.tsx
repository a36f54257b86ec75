import { label, t } from '../lib/texts/texts.ts';

/** What a person can ask of one upload. */
export type UploadAction =
  | 'cancel'
  | 'retry'
  | 'undo'
  | 'theirs'
  | 'mine'
  | 'leave'
  | 'again'
  | 'elsewhere'
  | 'dismiss';
/** The same where the page of its record is in front. */
export type PageAction = UploadAction | 'reload' | 'compare';

export interface ActionsProps<Action> {
  of: readonly Action[];
  /** The file's name, where the same button is on screen for several; null where it stands alone. */
  file: string | null;
  act(action: Action): void;
}

export function Actions<Action extends PageAction | 'replace'>({ of, file, act }: ActionsProps<Action>) {
  return of.map((one) => {
    const action = t(`act_${one}`);
    return (
      <button
        key={one}
        type="button"
        class="quiet"
        aria-label={file === null ? action : label('named_action', action, file)}
        onClick={() => act(one)}
      >
        {action}
      </button>
    );
  });
}
