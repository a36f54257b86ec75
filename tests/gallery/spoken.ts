import { setTextSource } from '../../lib/texts/texts.ts';

interface Message {
  message: string;
  placeholders?: Readonly<Record<string, { content: string }>>;
}

const catalogues = import.meta.glob<Readonly<Record<string, Message>>>(
  '../../public/_locales/*/messages.json',
  {
    eager: true,
    import: 'default',
  },
);

/** `?lang=he`: the language that the gallery speaks. */
export const language = new URLSearchParams(location.search).get('lang') ?? 'en';
const catalogue = catalogues[`../../public/_locales/${language}/messages.json`] ?? {};

// Reads a catalogue as browsers do: named placeholders stand for numbered substitutions.
setTextSource((key, substitutions) => {
  const { message, placeholders = {} } = catalogue[key] ?? { message: '' };
  return message.replace(/\$(\w+)\$/g, (_, name: string) => {
    const content = placeholders[name.toLowerCase()]?.content ?? '';
    return substitutions[Number(content.slice(1)) - 1] ?? '';
  });
}, language);

export const languages = Object.keys(catalogues).map((path) => path.split('/').at(-2) ?? '');

interface Names {
  wound: string;
  ecg: string;
  analysis: string;
  person: string;
  number: string;
}

const english: Names = {
  wound: 'Wound photo',
  ecg: 'ECG strip',
  analysis: 'Analysis file',
  person: 'Mary Jones',
  number: 'MRN',
};

const names: Readonly<Record<string, Names>> = {
  de: {
    wound: 'Wunddokumentationsaufnahme',
    ecg: 'EKG-Streifen',
    analysis: 'Laboranalysebericht',
    person: 'Zoë Müller-Lüdenscheidt',
    number: 'Patientennummer',
  },
  he: {
    wound: 'תמונת פצע',
    ecg: 'רצועת אק״ג',
    analysis: 'קובץ ניתוח',
    person: 'נועה לוי',
    number: 'מספר תיק',
  },
  fr: {
    wound: 'Photo de la plaie',
    ecg: 'Tracé ECG',
    analysis: 'Fichier d’analyse',
    person: 'Hélène Lefèvre',
    number: 'N° de dossier',
  },
  es: {
    wound: 'Foto de la herida',
    ecg: 'Tira de ECG',
    analysis: 'Archivo de análisis',
    person: 'Sofía Ibáñez',
    number: 'N.º de historia',
  },
};

/** What a portal of this language calls its attributes and people. */
export const called: Names = names[language] ?? english;
/** A birth date as the portal of this language writes it. */
export const dated = (iso: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(iso));
