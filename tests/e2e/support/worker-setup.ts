/** In each worker, ahead of its tests: focus and clipboard are there once on a screen, so each has its own. */
const displays = process.env.DISPLAYS?.split(' ') ?? [];
const display = displays[(Number(process.env.VITEST_POOL_ID ?? 1) - 1) % displays.length];
if (display) process.env.DISPLAY = display;
