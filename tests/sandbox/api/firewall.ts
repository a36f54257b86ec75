/** What a web application firewall takes for an attack: markup, and paths that climb. */
const suspicious = /<\s*[a-z!/?]|\.\.[/\\]/i;

const page =
  '<html><head><title>403 Forbidden</title></head><body><center><h1>403 Forbidden</h1></center></body></html>';

/** The firewall's answer to this call, or null where it lets it pass. It stands in front of BioT and speaks HTML. */
export function stopped(search: string, body: string): { status: 403; text: string } | null {
  return [plain(search), body, unescaped(body)].some((text) => suspicious.test(text))
    ? { status: 403, text: page }
    : null;
}

function plain(search: string): string {
  try {
    return decodeURIComponent(search.replaceAll('+', ' '));
  } catch (error) {
    if (error instanceof URIError) return search;
    throw error;
  }
}

const unescaped = (json: string) =>
  json
    .replace(/\\u([\da-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll('\\/', '/')
    .replaceAll('\\\\', '\\');
