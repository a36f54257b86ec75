/** How many files of tests run at once, each in browsers and a sandbox of its own. */
export const workers = Number(process.env.E2E_WORKERS ?? 1);
