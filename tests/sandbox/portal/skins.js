import { mountCards } from './cards.js';
import { mountElements } from './elements.js';
import { mountFramed } from './framed.js';
import { mountLibrary } from './library.js';
import { mountOpaque } from './opaque.js';
import { mountPlain } from './plain.js';
import { mountPreview } from './preview.js';
import { opaqueRoutes, plainRoutes, queryRoutes, stepRoutes } from './routes.js';
import { mountTable } from './table.js';

/**
 * The portal's disguises: what draws it, what its addresses look like, its style sheets, and its habits:
 * `prefetches` neighbours, `decoys` of all kinds, `listed` reads the list before a record, `board` is how many
 * records a page shows, `lingerMs` how long an old page outlives its address, `slowMs` how late a record is shown.
 */
export const skins = {
  plain: { mount: mountPlain, routes: plainRoutes, styles: ['plain.css'] },
  opaque: {
    mount: mountOpaque,
    routes: opaqueRoutes,
    styles: ['plain.css', 'opaque.css'],
    prefetches: true,
    listed: true,
  },
  library: { mount: mountLibrary, routes: queryRoutes, styles: ['library.css'] },
  'elements-open': { mount: mountElements('open'), routes: plainRoutes, styles: [] },
  'elements-closed': { mount: mountElements('closed'), routes: opaqueRoutes, styles: [] },
  preview: {
    mount: mountPreview,
    routes: plainRoutes,
    styles: ['preview.css'],
    listed: true,
    decoys: true,
    lingerMs: 120,
    slowMs: 250,
  },
  framed: { mount: mountFramed, routes: opaqueRoutes, styles: ['plain.css', 'framed.css'], frames: true },
  cards: { mount: mountCards, routes: opaqueRoutes, styles: ['plain.css', 'cards.css'], board: 3 },
  table: { mount: mountTable, routes: stepRoutes, styles: ['table.css'] },
};

/** Puts a skin's style sheets on the page; settles when they are there. */
export const dress = (styles) =>
  Promise.all(
    styles.map(
      (name) =>
        new Promise((resolve) => {
          const link = document.createElement('link');
          link.rel = 'stylesheet';
          link.href = `/assets/${name}`;
          link.onload = link.onerror = resolve;
          document.head.append(link);
        }),
    ),
  );
