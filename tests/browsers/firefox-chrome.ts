import type { Browser } from 'puppeteer';

/** The part of puppeteer's BiDi connection we talk to; it is not among its published types. */
interface Connection {
  send(method: string, params: object): Promise<{ result: unknown }>;
}

interface Tree {
  contexts: { context: string }[];
}

type Outcome =
  | { type: 'success'; result: { value?: string } }
  | { type: 'exception'; exceptionDetails: { text: string } };

/** Text of a script to be run with Firefox's own powers; TypeScript knows none of the names in it. */
export type ChromeScript = string;

const isConnection = (value: unknown): value is Connection =>
  typeof value === 'object' && value !== null && 'send' in value && typeof value.send === 'function';

function connectionOf(browser: Browser): Connection {
  const connection: unknown = Reflect.get(browser, 'connection');
  if (!isConnection(connection)) throw new Error('This puppeteer hides its connection to Firefox.');
  return connection;
}

/**
 * Runs `(input) => { body }` in Firefox's own window, with its powers; needs `--remote-allow-system-access`.
 * The input goes there, and the answer comes back, as JSON.
 */
export async function inFirefoxWindow(
  browser: Browser,
  body: ChromeScript,
  input: unknown = null,
): Promise<unknown> {
  const connection = connectionOf(browser);
  const tree = (await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome', maxDepth: 0 }))
    .result as Tree;
  const window = tree.contexts[0];
  if (!window) throw new Error('Firefox has no window.');
  const outcome = (
    await connection.send('script.callFunction', {
      functionDeclaration: `async (json) => JSON.stringify((await (async (input) => { ${body} })(JSON.parse(json))) ?? null)`,
      arguments: [{ type: 'string', value: JSON.stringify(input) }],
      awaitPromise: true,
      target: { context: window.context },
    })
  ).result as Outcome;
  if (outcome.type === 'exception') throw new Error(`In Firefox's window: ${outcome.exceptionDetails.text}`);
  return JSON.parse(outcome.result.value ?? 'null');
}
