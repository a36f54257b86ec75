import { spokenLanguage, t } from './texts.ts';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** In thousands, as file managers of phones and Macs and the portal's readers count: `661 kB`, `1.2 MB`. */
export function amount(bytes: number): string {
  return written(bytes, bytes);
}

/** `1,000`. */
export const number = (value: number): string => new Intl.NumberFormat(spokenLanguage()).format(value);

/** `90 days`. */
export const days = (count: number): string =>
  new Intl.NumberFormat(spokenLanguage(), { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(count);

/** `2 min` or `40 sec`, rounded up. */
export function duration(seconds: number): string {
  const [unit, value] = seconds < 90 ? ['second', seconds] : ['minute', seconds / 60];
  const style = { style: 'unit', unit, unitDisplay: 'short' } as const;
  return new Intl.NumberFormat(spokenLanguage(), style).format(Math.ceil(Number(value)));
}

/** `14:05`, of a moment in milliseconds since the epoch. */
export const clock = (at: number): string =>
  new Intl.DateTimeFormat(spokenLanguage(), { timeStyle: 'short' }).format(at);

/** How much of it has left, both in the unit of the whole: `412 of 661 kB`. */
export function amountOf(sent: number, total: number): string {
  return t('amount_of', written(sent, total, true), amount(total));
}

function written(bytes: number, scale: number, bare = false): string {
  const power = Math.max(0, Math.min(3, Math.floor(Math.log10(scale) / 3)));
  const of = 1000 ** power;
  return new Intl.NumberFormat(spokenLanguage(), {
    ...(bare ? {} : { style: 'unit', unit: units[power] }),
    maximumFractionDigits: power && scale < of * 10 ? 1 : 0,
  }).format(bytes / of);
}
