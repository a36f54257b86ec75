import type { PageText } from '../../lib/portal/page-text.ts';
import { placeBeside } from '../../lib/portal/place.ts';
import type { RecordView } from '../../lib/protocol/record.ts';
import { createHost, type Host } from './host.ts';

/** In the page a zone is a block of its own, however the portal lays its values out. */
const layout =
  'display:block;grid-column:1/-1;flex:1 1 100%;min-inline-size:0;max-inline-size:520px;margin-block:4px;';

export interface Zones {
  /** Whether an attribute has its zone on the page. */
  has(attribute: string): boolean;
  /** Puts every attribute's zone where its name stands; false where a name is not on the page. */
  settle(record: RecordView | null, page: PageText): boolean;
  /** The attribute whose zone an element is. */
  attributeOf(element: Element | null): string | null;
  each(draw: (attribute: string, host: Host) => void): void;
  /** Tells `inView` again of the zones that are in view, because what they show may have changed. */
  fetchVisible(): void;
}

/** @param inView hears which zones have come into view, so that only those fetch their pictures. */
export function createZones(css: string, inView: (attribute: string) => void, signal: AbortSignal): Zones {
  const hosts = new Map<string, Host>();
  const visible = new Set<Element>();
  const attributeOf = (element: Element | null) =>
    [...hosts].find(([, host]) => host.element === element)?.[0] ?? null;
  const observer = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      const attribute = attributeOf(target);
      visible[isIntersecting ? 'add' : 'delete'](target);
      if (isIntersecting && attribute !== null) inView(attribute);
    }
  });
  const drop = (attribute: string) => {
    const host = hosts.get(attribute);
    if (!host) return;
    observer.unobserve(host.element);
    visible.delete(host.element);
    host.remove();
    hosts.delete(attribute);
  };
  signal.addEventListener('abort', () => {
    observer.disconnect();
    for (const attribute of [...hosts.keys()]) drop(attribute);
  });

  return {
    attributeOf,
    has: (attribute) => hosts.has(attribute),
    settle(record, page) {
      const attributes = record?.attributes ?? [];
      for (const name of [...hosts.keys()]) if (!attributes.some((one) => one.name === name)) drop(name);
      const labels = new Set((record?.labels ?? []).flatMap((name) => page.labelled(name)));
      const missing = attributes.filter((attribute) => {
        const label = page.labelled(attribute.displayName)[0];
        if (!label) {
          drop(attribute.name);
          return true;
        }
        const others = (element: Element) =>
          [...labels].some((other) => other !== label && element.contains(other));
        const { parent, next } = placeBeside(label, others);
        let host = hosts.get(attribute.name);
        if (!host) {
          host = createHost(css, layout);
          hosts.set(attribute.name, host);
          observer.observe(host.element);
        }
        host.place(parent, next);
        return false;
      });
      return missing.length === 0;
    },
    each(draw) {
      for (const [attribute, host] of hosts) draw(attribute, host);
    },
    fetchVisible() {
      for (const [attribute, host] of hosts) if (visible.has(host.element)) inView(attribute);
    },
  };
}
