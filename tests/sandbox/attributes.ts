import type { EntityKind } from '../../lib/protocol/record.ts';

export type Language = 'en' | 'de' | 'he';
type Titles = { en: string } & Partial<Record<Language, string>>;

export interface AttributeRow {
  name: string;
  type:
    | 'LABEL'
    | 'PARAGRAPH'
    | 'FILE'
    | 'IMAGE'
    | 'NAME'
    | 'EMAIL'
    | 'DATE'
    | 'DATE_TIME'
    | 'REFERENCE'
    | 'SINGLE_SELECT'
    | 'INTEGER';
  titles: Titles;
  category: 'REGULAR' | 'CLINICAL';
  basePath?: string;
  supportedMimeTypes?: readonly string[];
  unique?: true;
  readOnly?: true;
  publicAccess?: true;
  /** Whatever the switches say. */
  mandatory?: true;
  /** What may be chosen: names with what they are called. */
  options?: readonly (readonly [string, string])[];
  /** The kind that a reference refers to. */
  refersTo?: EntityKind;
}

export interface TemplateRow {
  name: string;
  kind: EntityKind;
  titles: Titles;
  builtIn: readonly AttributeRow[];
  custom: readonly AttributeRow[];
}

type More = Partial<Omit<AttributeRow, 'name' | 'type' | 'titles'>>;
const row =
  (type: AttributeRow['type'], category: AttributeRow['category']) =>
  (name: string, [en, de, he]: readonly [string, string?, string?], more: More = {}): AttributeRow => ({
    name,
    type,
    titles: { en, ...(de && { de }), ...(he && { he }) },
    category,
    ...more,
  });
const label = row('LABEL', 'REGULAR');
const moment = row('DATE_TIME', 'REGULAR');
const reference = row('REFERENCE', 'REGULAR');
const image = row('IMAGE', 'CLINICAL');
const file = row('FILE', 'CLINICAL');
const form = row('FILE', 'REGULAR');
const text = row('PARAGRAPH', 'REGULAR');

const readOnly = { readOnly: true } as const;
const name = row('NAME', 'REGULAR')('_name', ['Name']);
const email = row('EMAIL', 'REGULAR')('_email', ['Email']);
const created = moment('_creationTime', ['Created'], readOnly);
const documents = { supportedMimeTypes: ['application/pdf', 'text/csv', 'text/plain'] };
const configuration = { basePath: '_configuration' };
const status = { basePath: '_status' };
const summary = { basePath: '_summary' };
const device = reference('_device', ['Device', 'Gerät', 'מכשיר'], readOnly);
const patient = reference('_patient', ['Patient', 'Patient', 'מטופל'], readOnly);
const state = label('_state', ['State', 'Zustand', 'מצב']);
const started = moment('_startTime', ['Started', 'Beginn', 'התחלה'], readOnly);
const alerts = [
  label('_name', ['Alert', 'Alarm', 'התראה']),
  label('_severity', ['Severity', 'Schwere', 'חומרה']),
  state,
  moment('_setDateTime', ['Raised', 'Ausgelöst', 'זמן התראה'], readOnly),
];

/** Every template of the sandbox. Names of attributes are known to tests; titles are what pages show. */
export const templateRows: readonly TemplateRow[] = [
  {
    name: 'Patient',
    kind: 'patient',
    titles: { en: 'Patient', he: 'מטופל' },
    builtIn: [
      name,
      row('DATE', 'REGULAR')('_dateOfBirth', ['Date of birth']),
      label('_nationalId', ['National ID']),
      email,
      created,
    ],
    custom: [
      label('mrn', ['MRN', 'Patientennummer', 'מספר תיק'], { unique: true }),
      label('ward', ['Ward', 'Station', 'מחלקה']),
      image('wound_photo', ['Wound photo', 'Wundfoto', 'תמונת פצע'], {
        supportedMimeTypes: ['image/png', 'image/jpeg'],
      }),
      image('ecg_strip', ['ECG strip', 'EKG-Streifen', 'רצועת אק״ג']),
      file('analysis_file', ['Analysis file', 'Auswertung', 'קובץ ניתוח'], documents),
      form('consent_form', ['Consent form', 'Einwilligung']),
      text('notes', ['Notes', 'Notizen', 'הערות']),
    ],
  },
  {
    name: 'Caregiver',
    kind: 'caregiver',
    titles: { en: 'Caregiver', de: 'Behandelnde', he: 'מטפל' },
    builtIn: [name, label('_employeeId', ['Employee ID', 'Personalnummer', 'מספר עובד']), email, created],
    custom: [
      row('IMAGE', 'REGULAR')('portrait', ['Portrait', 'Porträt', 'תמונת דיוקן']),
      form('licence', ['Licence', 'Zulassung', 'רישיון'], documents),
    ],
  },
  {
    name: 'OrganizationUser',
    kind: 'organization-user',
    titles: { en: 'Organization user', de: 'Benutzer', he: 'משתמש' },
    builtIn: [name, label('_employeeId', ['Employee ID', 'Personalnummer', 'מספר עובד']), email, created],
    custom: [
      row('IMAGE', 'REGULAR')('badge', ['Badge', 'Ausweis', 'תג']),
      form('training', ['Training record', 'Schulungsnachweis', 'תיעוד הכשרה'], documents),
    ],
  },
  {
    name: 'Organization',
    kind: 'organization',
    titles: { en: 'Organization', de: 'Organisation', he: 'ארגון' },
    builtIn: [
      label('_name', ['Name']),
      label('_timezone', ['Time zone', 'Zeitzone', 'אזור זמן']),
      row('IMAGE', 'REGULAR')('_logo', ['Logo', 'Logo', 'לוגו'], {
        basePath: '_branding',
        publicAccess: true,
      }),
      form('_theme', ['Theme', 'Farbschema', 'ערכת נושא'], { basePath: '_branding', publicAccess: true }),
      created,
    ],
    custom: [
      form('agreement', ['Agreement', 'Vertrag', 'הסכם'], documents),
      row('IMAGE', 'REGULAR')('floor_plan', ['Floor plan', 'Lageplan', 'תוכנית קומה']),
    ],
  },
  {
    name: 'RegistrationCode',
    kind: 'registration-code',
    titles: { en: 'Registration code', de: 'Registrierungscode', he: 'קוד רישום' },
    builtIn: [label('_code', ['Code', 'Code', 'קוד']), created],
    custom: [
      row('IMAGE', 'REGULAR')('sticker', ['Sticker', 'Aufkleber', 'מדבקה']),
      form('delivery_note', ['Delivery note', 'Lieferschein', 'תעודת משלוח'], documents),
    ],
  },
  {
    name: 'Pump',
    kind: 'device',
    titles: { en: 'Pump', de: 'Pumpe', he: 'משאבה' },
    builtIn: [
      label('_id', ['Device ID', 'Gerätekennung', 'מזהה מכשיר'], readOnly),
      label('_description', ['Description', 'Beschreibung', 'תיאור']),
      label('_fwVersion', ['Firmware', 'Firmware', 'קושחה'], { ...status, readOnly: true }),
      patient,
      created,
    ],
    custom: [
      image('front_panel', ['Front panel', 'Bedienfeld', 'לוח קדמי'], configuration),
      file('alarm_profile', ['Alarm profile', 'Alarmprofil', 'פרופיל התראות'], {
        ...configuration,
        ...documents,
      }),
      image('screenshot', ['Screenshot', 'Bildschirmfoto', 'צילום מסך'], status),
      file('device_log', ['Device log', 'Geräteprotokoll', 'יומן מכשיר'], { ...status, ...documents }),
    ],
  },
  {
    name: 'Specimen',
    kind: 'generic-entity',
    titles: { en: 'Specimen', de: 'Probe', he: 'דגימה' },
    builtIn: [label('_name', ['Label', 'Bezeichnung', 'תווית']), created],
    custom: [
      label('site', ['Site', 'Entnahmeort', 'אתר']),
      image('slide', ['Slide', 'Objektträger', 'שקופית']),
      file('lab_report', ['Lab report', 'Laborbericht', 'דוח מעבדה'], documents),
    ],
  },
  {
    name: 'Scan',
    kind: 'generic-entity',
    titles: { en: 'Scan', de: 'Aufnahme', he: 'סריקה' },
    builtIn: [label('_name', ['Label', 'Bezeichnung', 'תווית']), created],
    custom: [
      reference('subject', ['Subject', 'Untersuchte Person', 'נבדק'], { refersTo: 'patient' }),
      row('SINGLE_SELECT', 'REGULAR')('modality', ['Modality', 'Modalität', 'סוג'], {
        mandatory: true,
        options: [
          ['photo', 'Photo'],
          ['ultrasound', 'Ultrasound'],
        ],
      }),
      row('DATE', 'REGULAR')('taken_on', ['Taken on', 'Aufgenommen am', 'צולם בתאריך']),
      row('INTEGER', 'REGULAR')('exposures', ['Exposures', 'Aufnahmen', 'חשיפות']),
      image('picture', ['Picture', 'Bild', 'תמונה']),
    ],
  },
  {
    name: 'Therapy',
    kind: 'usage-session',
    titles: { en: 'Therapy session', de: 'Therapiesitzung', he: 'מפגש טיפול' },
    builtIn: [label('_name', ['Session', 'Sitzung', 'מפגש']), device, patient, started, state, created],
    custom: [
      file('plan', ['Plan', 'Plan', 'תוכנית'], { ...configuration, ...documents }),
      image('trend', ['Trend', 'Verlauf', 'מגמה'], summary),
      file('session_report', ['Session report', 'Sitzungsbericht', 'דוח מפגש'], {
        ...summary,
        ...documents,
      }),
    ],
  },
  {
    name: 'DeviceAlert',
    kind: 'device-alert',
    titles: { en: 'Device alert', de: 'Gerätealarm', he: 'התראת מכשיר' },
    builtIn: [...alerts, device, created],
    custom: [
      image('snapshot', ['Snapshot', 'Momentaufnahme', 'תצלום רגעי']),
      file('trace', ['Trace', 'Aufzeichnung', 'עקבות'], documents),
    ],
  },
  {
    name: 'PatientAlert',
    kind: 'patient-alert',
    titles: { en: 'Patient alert', de: 'Patientenalarm', he: 'התראת מטופל' },
    builtIn: [...alerts, patient, created],
    custom: [
      image('symptom_photo', ['Symptom photo', 'Symptomfoto', 'תמונת תסמין']),
      file('call_note', ['Call note', 'Gesprächsnotiz', 'תיעוד שיחה'], documents),
    ],
  },
  {
    name: 'SelfTest',
    kind: 'command',
    titles: { en: 'Self-test', de: 'Selbsttest', he: 'בדיקה עצמית' },
    builtIn: [label('_name', ['Command', 'Befehl', 'פקודה']), device, started, state, created],
    custom: [
      file('script', ['Script', 'Skript', 'תסריט'], { ...configuration, ...documents }),
      image('result_picture', ['Result picture', 'Ergebnisbild', 'תמונת תוצאה'], summary),
      file('result_log', ['Result log', 'Ergebnisprotokoll', 'יומן תוצאה'], { ...summary, ...documents }),
    ],
  },
];
