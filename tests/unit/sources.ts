import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/** What ships: everything that is written by hand in the three layers. */
export const shipped = globSync('{lib,components,entrypoints}/**/*.{ts,tsx,css,html}').filter(
  (file) => !file.endsWith('.d.ts'),
);

export const textOf = (file: string): string => readFileSync(file, 'utf8');

/** Every node of a source file's syntax tree. */
export function nodesOf(file: string): ts.Node[] {
  const kind = file.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const within = (node: ts.Node): ts.Node[] => [node, ...node.getChildren().flatMap(within)];
  return within(ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true, kind));
}
