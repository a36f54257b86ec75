import { mountElements } from './elements.js';
import { mountLibrary } from './library.js';
import { mountOpaque } from './opaque.js';
import { mountPlain } from './plain.js';
import { opaqueRoutes, plainRoutes, queryRoutes, stepRoutes } from './routes.js';
import { mountTable } from './table.js';

/**
 * The portal's disguises: what draws it, what its addresses look like, its style sheets, and whether it reads
 * records that nobody asked for.
 */
export const skins = {
  plain: { mount: mountPlain, routes: plainRoutes, styles: ['plain.css'] },
  opaque: { mount: mountOpaque, routes: opaqueRoutes, styles: ['plain.css', 'opaque.css'], prefetches: true },
  library: { mount: mountLibrary, routes: queryRoutes, styles: ['library.css'] },
  'elements-open': { mount: mountElements('open'), routes: plainRoutes, styles: [] },
  'elements-closed': { mount: mountElements('closed'), routes: opaqueRoutes, styles: [] },
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
