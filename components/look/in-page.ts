import layout from './in-page.css?inline';
import parts from './parts.css?inline';
import tokens from './tokens.css?inline';

/** The whole look of what stands in a portal's page; for the shadow root of each host. */
export const inPageLook = tokens + parts + layout;
