import { chromiumDriver } from '../e2e/support/chromium-driver.ts';
import type { Driver } from '../e2e/support/driver.ts';
import type { Bench } from './row.ts';

/** Two fresh browsers that differ in one thing. */
export interface Sides {
  ours: Driver;
  /** Without our extension. */
  bare: Driver;
}

/** Runs a measurement in fresh browsers, on a sandbox as at the start. */
export async function onBothSides<T>(bench: Bench, measure: (sides: Sides) => Promise<T>): Promise<T> {
  const { sandbox, build, nothing } = bench;
  await sandbox.reset();
  const { proxyPort } = sandbox;
  const ours = await chromiumDriver({ proxyPort, extension: build });
  try {
    const bare = await chromiumDriver({ proxyPort, extension: nothing });
    try {
      return await measure({ ours, bare });
    } finally {
      await bare.close();
    }
  } finally {
    await ours.close();
  }
}
