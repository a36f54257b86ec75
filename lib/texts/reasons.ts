import type { FailReason } from '../protocol/upload.ts';
import { type TextKey, t } from './texts.ts';

/** What a sentence may name. Null where it is not known: the sentence then says "this record". */
export interface Concerned {
  file: string;
  attribute: string | null;
  record: string | null;
}

/** What happened, what became of the file, and what to do. */
export function failSentence(reason: FailReason, { file, attribute, record }: Concerned): string {
  return t(failKey(reason), file, attribute ?? t('this_attribute'), record ?? t('this_record'));
}

/** `fail_not_an_image` for `not-an-image`; that each exists in every catalogue is tested. */
function failKey(reason: FailReason): TextKey {
  return `fail_${reason.replaceAll('-', '_')}` as TextKey;
}
