import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname } from 'node:path';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Sends a file that lies beside this one. Names with a slash in them are not looked for. */
export async function sendFile(
  response: ServerResponse,
  folder: 'portal' | 'page',
  name: string,
  headers: Record<string, string> = {},
): Promise<number> {
  const type = types[extname(name)];
  const body = type && /^[\w-]+\.\w+$/.test(name) ? await contentOf(folder, name) : null;
  if (!type || !body) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
    return 404;
  }
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store', ...headers }).end(body);
  return 200;
}

async function contentOf(folder: string, name: string): Promise<Buffer | null> {
  try {
    return await readFile(new URL(`./${folder}/${name}`, import.meta.url));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
