/** What an organization may rule, and of which a person may choose `recovery` where it does not. */
export interface Policy {
  /**
   * What becomes of a file that is not attached yet when the browser ends: `disk` keeps it sealed and goes on,
   * with `session` nothing can be opened any more and the file is chosen again.
   */
  recovery: 'disk' | 'session';
  /** What becomes of files that are not attached yet when their user signs out, or another one signs in. */
  atSignOut: 'keep' | 'wipe';
  /** Under `session`: the names of such files are told after the browser has ended, and not only their number. */
  namesAfterCrash: boolean;
  /** Days for which the activity log keeps a line. */
  activityDays: number;
  /** Records and attributes that were sent to lately are offered again. */
  recentTargets: boolean;
}

/** The policy that holds, and what of it the organization has ruled. */
export interface Ruling {
  policy: Policy;
  ruled: readonly (keyof Policy)[];
}
