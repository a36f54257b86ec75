import { uuidOf } from './ids.ts';
import type { Switches } from './switches.ts';

type Language = 'en' | 'de' | 'he';

interface AttributeRow {
  name: string;
  type: 'LABEL' | 'PARAGRAPH' | 'FILE' | 'IMAGE';
  titles: { en: string } & Partial<Record<Language, string>>;
  category: 'REGULAR' | 'CLINICAL';
  supportedMimeTypes?: readonly string[];
  unique?: true;
}

export const customAttributes: readonly AttributeRow[] = [
  {
    name: 'mrn',
    type: 'LABEL',
    titles: { en: 'MRN', de: 'Patientennummer', he: 'מספר תיק' },
    category: 'REGULAR',
    unique: true,
  },
  { name: 'ward', type: 'LABEL', titles: { en: 'Ward', de: 'Station', he: 'מחלקה' }, category: 'REGULAR' },
  {
    name: 'wound_photo',
    type: 'IMAGE',
    titles: { en: 'Wound photo', de: 'Wundfoto', he: 'תמונת פצע' },
    category: 'CLINICAL',
    supportedMimeTypes: ['image/png', 'image/jpeg'],
  },
  {
    name: 'ecg_strip',
    type: 'IMAGE',
    titles: { en: 'ECG strip', de: 'EKG-Streifen', he: 'רצועת אק״ג' },
    category: 'CLINICAL',
  },
  {
    name: 'analysis_file',
    type: 'FILE',
    titles: { en: 'Analysis file', de: 'Auswertung', he: 'קובץ ניתוח' },
    category: 'CLINICAL',
    supportedMimeTypes: ['application/pdf', 'text/csv', 'text/plain'],
  },
  {
    name: 'consent_form',
    type: 'FILE',
    titles: { en: 'Consent form', de: 'Einwilligung' },
    category: 'REGULAR',
  },
  {
    name: 'notes',
    type: 'PARAGRAPH',
    titles: { en: 'Notes', de: 'Notizen', he: 'הערות' },
    category: 'REGULAR',
  },
];

const builtIn: readonly { name: string; type: string; title: string; readOnly?: true }[] = [
  { name: '_name', type: 'NAME', title: 'Name' },
  { name: '_dateOfBirth', type: 'DATE', title: 'Date of birth' },
  { name: '_nationalId', type: 'LABEL', title: 'National ID' },
  { name: '_email', type: 'EMAIL', title: 'Email' },
  { name: '_creationTime', type: 'DATE_TIME', title: 'Created', readOnly: true },
];

export const patientTemplateId = uuidOf('template patient');

export function isFileAttribute(name: string): boolean {
  return customAttributes.some((row) => row.name === name && (row.type === 'FILE' || row.type === 'IMAGE'));
}

/** The template of patients as the API answers it, in the language asked for. */
export function patientTemplate(acceptLanguage: string | undefined, switches: Switches) {
  const language = languageOf(acceptLanguage);
  const validation = (name: string, unique = false) => ({
    mandatory: switches.mandatory.includes(name),
    unique,
  });
  const category = (name: AttributeRow['category']) => ({
    name,
    displayName: name === 'CLINICAL' ? 'Clinical' : 'General',
  });
  return {
    id: patientTemplateId,
    name: 'Patient',
    displayName: language === 'he' ? 'מטופל' : 'Patient',
    entityTypeName: 'patient',
    removable: false,
    creationTime: '2026-01-12T08:00:00.000Z',
    lastModifiedTime: '2026-01-12T08:00:00.000Z',
    builtInAttributes: builtIn.map(({ name, type, title, readOnly = false }) => ({
      id: uuidOf(`attribute ${name}`),
      name,
      displayName: title,
      type,
      readOnly,
      publicAccess: false,
      phi: name !== '_creationTime',
      category: category('REGULAR'),
      validation: { ...validation(name), mandatory: name === '_name' },
    })),
    customAttributes: customAttributes.map((row) => ({
      id: uuidOf(`attribute ${row.name}`),
      name: row.name,
      displayName: row.titles[language] ?? row.titles.en,
      type: row.type,
      phi: false,
      category: category(row.category),
      validation: {
        ...validation(row.name, row.unique),
        ...(row.supportedMimeTypes && switches.supportedMimeTypes === 'present'
          ? { supportedMimeTypes: row.supportedMimeTypes }
          : {}),
      },
    })),
    templateAttributes: [],
  };
}

function languageOf(acceptLanguage = 'en'): Language {
  const asked = acceptLanguage.slice(0, 2).toLowerCase();
  return asked === 'de' || asked === 'he' ? asked : 'en';
}
