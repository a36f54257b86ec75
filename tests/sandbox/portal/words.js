/** The portal's own words; what attributes are called comes from the API. */
const words = {
  de: {
    'Sign in': 'Anmelden',
    'Sign out': 'Abmelden',
    Patients: 'Patienten',
    Caregivers: 'Behandelnde',
    Users: 'Benutzer',
    Organizations: 'Organisationen',
    'Registration codes': 'Registrierungscodes',
    Devices: 'Geräte',
    Specimens: 'Proben',
    'Usage sessions': 'Nutzungssitzungen',
    'Device alerts': 'Gerätealarme',
    'Patient alerts': 'Patientenalarme',
    Commands: 'Befehle',
    Search: 'Suche',
    Expand: 'Öffnen',
    'Edit Details': 'Bearbeiten',
    'Save Changes': 'Speichern',
    Cancel: 'Abbrechen',
    General: 'Allgemein',
    Sessions: 'Sitzungen',
    Remove: 'Entfernen',
  },
  he: {
    'Sign in': 'כניסה',
    'Sign out': 'יציאה',
    Patients: 'מטופלים',
    Caregivers: 'מטפלים',
    Users: 'משתמשים',
    Organizations: 'ארגונים',
    'Registration codes': 'קודי רישום',
    Devices: 'מכשירים',
    Specimens: 'דגימות',
    'Usage sessions': 'הפעלות',
    'Device alerts': 'התראות מכשיר',
    'Patient alerts': 'התראות מטופל',
    Commands: 'פקודות',
    Search: 'חיפוש',
    Expand: 'הרחבה',
    'Edit Details': 'עריכה',
    'Save Changes': 'שמירה',
    Cancel: 'ביטול',
    General: 'כללי',
    Sessions: 'מפגשים',
    Remove: 'הסרה',
  },
};

export function speaker(language) {
  const own = words[language.slice(0, 2)] ?? {};
  return (text) => own[text] ?? text;
}
