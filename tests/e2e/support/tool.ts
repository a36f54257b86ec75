import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

/** Where a tool's command lies; packages whose name is not their command's are listed. */
function script(tool: string): string {
  const folder = join(root, 'node_modules', { biome: '@biomejs/biome', tsc: 'typescript' }[tool] ?? tool);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin: string | Record<string, string>;
  };
  const path = typeof bin === 'string' ? bin : bin[tool];
  if (!path) throw new Error(`${tool} has no command of that name.`);
  return join(folder, path);
}

export interface Ran {
  code: number;
  /** What it wrote; empty unless `quiet`. */
  output: string;
}

/** Runs a tool of node_modules on this very Node, in the project's folder; `quiet` keeps what it writes. */
export function runTool(
  tool: string,
  words: readonly string[],
  { quiet = false, env = {} }: { quiet?: boolean; env?: Record<string, string> } = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script(tool), ...words], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    });
    let output = '';
    const take = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
