import { spokenLanguage, t } from './texts.ts';

/** Subtypes whose own name says nothing to a reader. */
const known: Readonly<Record<string, string>> = {
  msword: 'Word',
  document: 'Word',
  sheet: 'Excel',
  plain: 'TXT',
};

/** Accepted media types as people say them: `PNG or JPEG`. */
function typesInWords(accepts: readonly string[]): string {
  return new Intl.ListFormat(spokenLanguage(), { type: 'disjunction' }).format(new Set(accepts.map(word)));
}

function word(type: string): string {
  if (type === 'image/*') return t('images');
  const [bare = ''] = (type.split('/').pop() ?? '').split(/[;+]/);
  const last = bare.split('.').pop() ?? '';
  return known[last] ?? last.replace(/^x-/, '').toUpperCase();
}

/** What an attribute takes: the types its template names, else images or anything. */
export function takes({
  type,
  accepts,
}: {
  type: 'FILE' | 'IMAGE';
  accepts: readonly string[] | null;
}): string {
  return accepts?.length ? typesInWords(accepts) : t(type === 'IMAGE' ? 'images' : 'any_file');
}
