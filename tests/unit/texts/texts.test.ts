import { describe, expect, it } from 'vitest';
import { label, setTextSource, t } from '../../../lib/texts/texts.ts';

const speak = (message: string, language: string) =>
  setTextSource((_, values) => message.replace(/\$(\d)/g, (_all, at) => values[at - 1] ?? ''), language);

describe('a value in a text', () => {
  it('stands as it is where everything is written from the left', () => {
    speak('Attached to $1', 'en');
    expect(t('attached', 'José Núñez')).toBe('Attached to José Núñez');
    expect(t('attached', 'wound 🩹️.png')).toBe('Attached to wound 🩹️.png');
  });

  it('is isolated where the text is written from the right', () => {
    speak('הקובץ $1 לא צורף אל $2', 'he');
    expect(t('attached', 'a (1).png', 'נועה לוי')).toBe(
      'הקובץ \u2068a (1).png\u2069 לא צורף אל \u2068נועה לוי\u2069',
    );
  });

  it('is isolated where a value itself is written from the right', () => {
    speak('$1, $2', 'en');
    expect(t('attached', 'נועה', 'פצע')).toBe('\u2068נועה\u2069, \u2068פצע\u2069');
    expect(t('attached', 'سارة', 'x')).toBe('\u2068سارة\u2069, \u2068x\u2069');
  });

  it('is left alone where the text is only read aloud', () => {
    speak('Attach to $1, $2', 'en');
    expect(label('attach_to', 'תמונת פצע', 'נועה לוי')).toBe('Attach to תמונת פצע, נועה לוי');
  });
});
