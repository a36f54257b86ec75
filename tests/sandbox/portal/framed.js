import { el } from './dom.js';
import { mountPlain } from './plain.js';

/**
 * The record's pages in a frame of the same origin, lists and navigation in the shell around it. The frame reads
 * its record itself, or the shell reads it and hands it in (`frameReads`).
 */
export function mountFramed(root, view, { config, session, go }) {
  const { state } = view;
  const inFrame = () => ['record', 'edit', 'add'].includes(state.view);
  const [around, stage] = [el('div'), el('div', { class: 'stage' })];
  root.replaceChildren(around, stage);
  const outer = mountPlain(around, { ...view, outside: () => inFrame() && 'body' });
  /** The page in the frame, once it is there. */
  let page = null;
  let shown = null;

  function open() {
    const { kind = '', id = 'new' } = state.place ?? {};
    const address = config.frameReads === 'frame' ? `/panel/${kind}/${encodeURIComponent(id)}` : '/panel';
    const frame = el('iframe', { src: address, title: view.say('Details') });
    frame.portal = {
      view,
      session,
      go,
      place: () => state.place,
      opened: (one) => {
        page = one;
        page.draw();
      },
    };
    stage.replaceChildren(frame);
  }

  return {
    draw() {
      outer.draw();
      if (!inFrame()) {
        stage.replaceChildren();
        page = null;
        shown = null;
        return;
      }
      const place = JSON.stringify(state.place ?? null);
      if (stage.childElementCount === 0) open();
      else if (config.frameReads === 'shell') page?.draw();
      else if (place !== shown) void page?.enter(state.place);
      shown = place;
    },
  };
}
