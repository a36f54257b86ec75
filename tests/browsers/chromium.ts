import { type Browser, launch } from 'puppeteer';
import { browserPath } from './find.ts';

export interface LaunchOptions {
  /** Port of the sandbox's proxy on loopback: the only way out the browser gets. */
  proxyPort: number;
  /** Folder of the built extension. */
  extension: string;
  headless?: boolean;
  /** A profile to come back to; without it, a fresh one that is thrown away. */
  userDataDir?: string;
  colorScheme?: 'light' | 'dark';
  /** Hosts granted to the extension stay granted in the profile: Chromium forgets them where it is installed anew. */
  keepsGrants?: boolean;
  /** What an organization has ruled for the extension. In Firefox alone: Chromium reads it where only root writes. */
  ruled?: object;
}

export interface Launched {
  browser: Browser;
  /** Origin of the extension's own pages, without a slash at its end. */
  origin: string;
}

/** Nothing the browser does on its own account is wanted in the sandbox's log. */
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-pings',
  '--no-first-run',
  '--disable-features=OptimizationHints,MediaRouter,DialMediaRouteProvider,AutofillServerCommunication,NetworkTimeServiceQuerying,CertificateTransparencyComponentUpdater,DisableLoadExtensionCommandLineSwitch',
  // Where these two would call, nobody listens; loopback does not pass the proxy.
  '--gaia-url=http://127.0.0.1:9',
  '--component-updater=url-source=http://127.0.0.1:9/',
];

export async function launchChromium(options: LaunchOptions): Promise<Launched> {
  const { proxyPort, extension, headless = true, userDataDir, colorScheme, keepsGrants = false } = options;
  const browser = await launch({
    executablePath: await browserPath('chromium'),
    headless,
    // An extension given as a folder is loaded over the pipe only.
    pipe: true,
    enableExtensions: keepsGrants || [extension],
    acceptInsecureCerts: true,
    defaultViewport: headless ? { width: 1280, height: 860 } : null,
    ...(userDataDir && { userDataDir }),
    args: [
      ...quiet,
      `--proxy-server=127.0.0.1:${proxyPort}`,
      '--window-size=1280,960',
      // Chrome, unlike Chromium, loads none from its command line without being told.
      ...(keepsGrants ? [`--load-extension=${extension}`] : []),
      ...(colorScheme ? [`--blink-settings=preferredColorScheme=${colorScheme === 'dark' ? 0 : 1}`] : []),
      // Chromium's sandbox refuses to run as root on Linux.
      ...(process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
  // Before its worker listens, the first calls of a page would go unseen.
  const worker = await browser.waitForTarget(
    (target) =>
      target.type() === 'service_worker' && /^chrome-extension:.*\/background\.js$/.test(target.url()),
    { timeout: 20_000 },
  );
  return { browser, origin: new URL('/', worker.url()).href.slice(0, -1) };
}
