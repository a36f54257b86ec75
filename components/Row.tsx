import type { ComponentChildren } from 'preact';

export type Tone = 'plain' | 'empty' | 'over' | 'ok' | 'warn' | 'bad';

export interface RowProps {
  /** Framed and of this tone; without it, part of a head or an option. */
  tone?: Tone;
  /** What stands in front: a picture, a badge, initials. */
  lead?: ComponentChildren;
  caption?: ComponentChildren;
  title: string;
  detail: ComponentChildren;
  /** Identifies the detail, for a control that it describes. */
  id?: string | undefined;
  /** A control that lies under everything else and fills the row. */
  under?: ComponentChildren;
  children?: ComponentChildren;
}

/** The one building block: zone, dock entry, upload, option, head of a card. */
export function Row({ tone, lead, caption, title, detail, id, under, children }: RowProps) {
  return (
    <div class={tone ? `row zone ${tone}` : 'row'}>
      {under}
      {caption && <div class="t2 cap">{caption}</div>}
      {lead}
      <div class="txt">
        <bdi class="t1">{title}</bdi>
        <div class="t2" id={id}>
          {detail}
        </div>
      </div>
      {children}
    </div>
  );
}

/** Names and facts side by side, each in its own writing direction. */
export function Dots({ of }: { of: readonly (string | false | null | undefined)[] }) {
  return of.filter(Boolean).map((one, index) => [index > 0 && ' · ', <bdi key={one}>{one}</bdi>]);
}

/** @param sent and @param size in bytes */
export function Progress({ name, sent, size }: { name: string; sent: number; size: number }) {
  return (
    <div class="bar" role="progressbar" aria-label={name} aria-valuenow={sent} aria-valuemax={size}>
      <i style={{ width: `${(sent / size) * 100}%` }} />
    </div>
  );
}
