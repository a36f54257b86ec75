import type { CDPSession } from 'puppeteer';

/** The world of the extension in a portal page: the newest isolated one that is the extension's. */
export async function isolatedWorld(session: CDPSession, origin: string): Promise<number> {
  const found: number[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin === origin) found.push(context.id);
  });
  await session.send('Runtime.enable');
  const id = found.at(-1);
  if (id === undefined) throw new Error('The extension has no world in this page.');
  return id;
}
