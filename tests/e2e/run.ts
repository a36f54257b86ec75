import { browsers } from './support/browsers.ts';
import { ensureBuilt } from './support/build.ts';
import { type Count, conclude, countEndToEnd } from './support/count.ts';

// `npm run e2e -- WORD`: the files whose path holds WORD; BROWSER=firefox for one browser only.
let count: Count = { passed: 0, failed: 1 };
try {
  await ensureBuilt(browsers);
  count = await countEndToEnd(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
}
conclude(count);
