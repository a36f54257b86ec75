import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ruling } from '../../../lib/browser/policy.ts';

const found = (rules: Record<string, unknown>, choices: Record<string, unknown> = {}) =>
  ruling({ managed: async () => rules, local: async () => choices });

describe('what holds', () => {
  it('is what is usual where nobody has said anything', async () => {
    expect(await found({})).toEqual({
      policy: {
        recovery: 'disk',
        atSignOut: 'keep',
        namesAfterCrash: false,
        activityDays: 90,
        recentTargets: true,
      },
      ruled: [],
    });
  });

  it('is what the person has chosen, and before that what the organization has ruled', async () => {
    expect((await found({}, { recovery: 'session' })).policy.recovery).toBe('session');
    expect((await found({}, { recovery: 'tape' })).policy.recovery).toBe('disk');
    expect(await found({ recovery: 'disk', activityDays: 7 }, { recovery: 'session' })).toMatchObject({
      policy: { recovery: 'disk', activityDays: 7 },
      ruled: ['recovery', 'activityDays'],
    });
  });

  it('is the strictest where a rule cannot be read', async () => {
    const { policy, ruled } = await found(
      { recovery: 'Session', atSignOut: 1, namesAfterCrash: 'yes', activityDays: 0, recentTargets: 1 },
      { recovery: 'disk' },
    );
    expect(policy).toEqual({
      recovery: 'session',
      atSignOut: 'wipe',
      namesAfterCrash: false,
      activityDays: 90,
      recentTargets: false,
    });
    expect(ruled).toHaveLength(5);
  });

  it('can all be ruled through the schema that browsers are given', async () => {
    const { properties } = JSON.parse(readFileSync('public/managed-schema.json', 'utf8'));
    const { policy } = await found({});
    expect(Object.keys(properties).toSorted()).toEqual(Object.keys(policy).toSorted());
  });
});
