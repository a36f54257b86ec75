import { globSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { nodesOf, shipped, textOf } from './sources.ts';

const scripts = globSync('{lib,components,entrypoints,tests}/**/*.{ts,tsx}').filter(
  (file) => !file.endsWith('.d.ts'),
);
const finding = (files: readonly string[], is: (file: string) => boolean) => files.filter(is);

/** The words of a path: `UploadManager.tsx` has `upload` and `manager`. */
const wordsOf = (path: string) =>
  path
    .replaceAll(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z]+/);
const vague = /^(?:utils?|helpers?|managers?|services?|handlers?|business)$/;

/** Whatever stands behind `https://`, and names that end like a company's host. */
const hostName = /(?<=https?:\/\/)[\w*.-]+|(?:[\w*-]+\.)+(?:com|net|org|io|health|co\.il|co\.uk|eu)\b/g;
const allowed = /^(?:\*|(?:.+\.)?(?:biot-med\.com|amazonaws\.com|example))$/;
const strangers = (file: string) =>
  [...textOf(file).matchAll(hostName)].map(([host]) => host).filter((host) => !allowed.test(host));

function hasEmptyCatch(file: string): boolean {
  return nodesOf(file).some((node) => {
    if (ts.isCatchClause(node)) return node.block.statements.length === 0;
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
    const [caught] = node.expression.name.text === 'catch' ? node.arguments : [];
    return (
      caught !== undefined &&
      (ts.isArrowFunction(caught) || ts.isFunctionExpression(caught)) &&
      ts.isBlock(caught.body) &&
      caught.body.statements.length === 0
    );
  });
}

describe('a file of this repository', () => {
  it('mocks no module', () => {
    expect(finding(scripts, (file) => /\bvi\s*\.\s*(?:do|un)?mock\b/i.test(textOf(file)))).toEqual([]);
  });

  it('swallows no error', () => {
    expect(finding(scripts, hasEmptyCatch)).toEqual([]);
  });

  it('is named after what it is', () => {
    expect(
      finding([...shipped, ...scripts], (file) => wordsOf(file).some((word) => vague.test(word))),
    ).toEqual([]);
  });

  it('is at most 250 lines long, if it ships', () => {
    expect(finding(shipped, (file) => textOf(file).trimEnd().split('\n').length > 250)).toEqual([]);
  });

  it('names no host but BioT’s, its store’s and invented ones, if it ships', () => {
    expect(shipped.flatMap((file) => strangers(file).map((host) => `${file}: ${host}`))).toEqual([]);
  });
});
