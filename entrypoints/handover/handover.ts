import type { ComponentChild } from 'preact';
import type { AttributeView } from '../../lib/protocol/record.ts';
import type { Pictures, Shown } from '../portal/pictures.ts';
import { type Aim, deliver, type Person } from './delivery.ts';
import { createQuestions } from './questions.tsx';

export type { Aim } from './delivery.ts';

/** What the portal script lends: its pictures, its news, and how to draw anew. */
export interface Loan extends Pick<Person, 'refused' | 'accepted'> {
  pictures: Pictures;
  lastAttribute(): string | null;
  redraw(): void;
}

export interface Handover {
  /** Brings files to the record that was on screen when they came; rejects when the extension is gone. */
  deliver(files: readonly File[], aim: Aim): Promise<void>;
  /** Shows a picture large, until it is closed. */
  view(picture: Shown, attribute: AttributeView, about: string): Promise<void>;
  /** The question that stands open, if one does. */
  draw(): ComponentChild;
}

export function createHandover(loan: Loan): Handover {
  const { person, view, draw } = createQuestions(loan);
  const { refused, accepted } = loan;
  return {
    deliver: (files, aim) => deliver(files, aim, { ...person, refused, accepted }),
    view,
    draw,
  };
}
