import type { SandboxProcess } from './sandbox-process.ts';

/** One figure, held against its bar. */
export interface Line {
  name: string;
  figure: string;
  /** What was aimed at; empty where nothing was. */
  bar: string;
  /** Null where there is no bar, or nothing was measured. */
  met: boolean | null;
  notes?: readonly string[];
}

/** What all rows share. */
export interface Bench {
  sandbox: SandboxProcess;
  /** A copy of the shipped build, which nobody rebuilds while it runs. */
  build: string;
  /** An extension that does nothing: what a browser costs that has one. */
  nothing: string;
  /** For files that are dropped; gone at the end. */
  folder: string;
  /** Bytes of the large upload. */
  size: number;
  /** As many as asked for, or few with `--quick`. */
  rounds(usual: number): number;
}

export interface Row {
  name: string;
  measure(bench: Bench): Promise<Line[]>;
}
