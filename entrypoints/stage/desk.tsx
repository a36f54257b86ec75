import type { ComponentChild } from 'preact';
import { Dock } from '../../components/Dock.tsx';
import { Notice } from '../../components/Notice.tsx';
import { isAlive } from '../../lib/browser/native.ts';
import type { OnScreen } from '../../lib/portal/on-screen.ts';
import { createHost } from './host.ts';

export interface DeskView {
  verdict: OnScreen;
  /** Every attribute has its zone beside its value: the dock need not stand open. */
  placed: boolean;
  dragging: boolean;
  zone(attribute: string): ComponentChild;
  question: ComponentChild;
}

/** What stands in no place of the page's own: dock, questions, news. */
export function createDesk(css: string, redraw: () => void, signal: AbortSignal) {
  const host = createHost(css, 'position:fixed;z-index:2147483647;inset:auto 0 0 auto;');
  let folded: boolean | null = null;
  let open = false;
  let news = { text: '', silent: false };
  signal.addEventListener('abort', host.remove);

  function say(text: string, silent = false): void {
    news = { text, silent };
    redraw();
  }

  return {
    host,
    say,
    /** Whether the panel stands open. */
    isOpen: () => open,
    /** The attribute whose row in the dock is at a point of the window. */
    attributeAt(point: { x: number; y: number }): string | null {
      const row = host.root.elementFromPoint(point.x, point.y)?.closest('[data-attribute]');
      return row?.getAttribute('data-attribute') ?? null;
    },
    draw({ verdict, placed, dragging, zone, question }: DeskView): void {
      if (host.place({ parent: document.documentElement, next: null, slot: '' })) host.dress();
      const record = verdict.is === 'one' ? verdict.record : null;
      open = verdict.is === 'one' && (dragging || !(folded ?? placed));
      host.draw([
        verdict.is !== 'none' && (
          <Dock
            key="dock"
            record={record}
            folded={!dragging && (folded ?? placed)}
            fold={(to) => {
              folded = to;
              redraw();
            }}
          >
            {record?.attributes.map(({ name }) => (
              <div key={name} data-attribute={name}>
                {zone(name)}
              </div>
            ))}
          </Dock>
        ),
        question,
        // Without an extension there is no text for the button any more.
        <Notice key="news" {...news} {...(isAlive() && { dismiss: () => say('') })} />,
      ]);
    },
  };
}
