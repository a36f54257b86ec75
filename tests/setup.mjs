// Runs on any Node from 18 on with nothing installed: installs what the lockfile says, then hands over to the
// project's own Node, which runs TypeScript as it is.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const scripts = { demo: 'tests/demo/main.ts', test: 'tests/run.ts' };

function run(command, words, options = {}) {
  const { status, error } = spawnSync(command, words, { cwd: root, stdio: 'inherit', ...options });
  if (error) throw error;
  return status ?? 1;
}

function isInstalled() {
  const installed = join(modules, '.package-lock.json');
  if (!existsSync(installed)) return false;
  return statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

function install() {
  const since = Date.now();
  console.log('Installing dependencies (npm ci) …');
  const words = ['ci', '--no-audit', '--no-fund'];
  const npm = process.env.npm_execpath;
  const status = npm
    ? run(process.execPath, [npm, ...words])
    : run('npm', words, { shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status);
  console.log(`Installed dependencies in ${((Date.now() - since) / 1000).toFixed(0)} s.`);
}

function projectsNode() {
  const paths = ['node.exe', 'node'].map((name) => join(modules, 'node/bin', name));
  const path = paths.find((one) => existsSync(one));
  if (!path) throw new Error('The project brings its own Node, but it is not in node_modules: run "npm ci".');
  return path;
}

const [command = '', ...rest] = process.argv.slice(2);
const script = scripts[command];
if (!script) {
  console.error(`Usage: node tests/setup.mjs ${Object.keys(scripts).join('|')}`);
  process.exit(2);
}
if (!isInstalled()) install();
const path = [join(modules, '.bin'), process.env.PATH].join(delimiter);
process.exitCode = run(projectsNode(), [join(root, script), ...rest], {
  env: { ...process.env, PATH: path },
});
