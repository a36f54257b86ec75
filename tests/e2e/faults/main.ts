// `npm run faults`: every sweep with all its seeds. Takes an hour or more; BROWSER=chromium for one browser only.
process.env.FAULTS = 'whole';
process.argv.splice(
  2,
  Number.POSITIVE_INFINITY,
  ...(process.argv.length > 2 ? process.argv.slice(2) : ['e2e/faults']),
);
await import('../run.ts');
