import type { OnScreen } from '../../lib/portal/on-screen.ts';
import type { Label, PageText } from '../../lib/portal/page-text.ts';
import { distance, type Place, placesBeside } from '../../lib/portal/place.ts';
import { isBelow, isTaken, within } from '../../lib/portal/tree.ts';
import {
  type AttributeView,
  type EntityRef,
  type RecordView,
  sameEntity,
} from '../../lib/protocol/record.ts';
import { createHost, type Host } from './host.ts';

/** In the page a zone is a block of its own, however the portal lays its values out. */
const layout =
  'display:block;grid-column:1/-1;flex:1 1 100%;min-inline-size:0;max-inline-size:520px;margin-block:4px;';
/** Narrower (px) nobody can read it. */
const narrowest = 120;

/** One attribute of one record, in its place on the page. */
export interface PlacedZone {
  record: RecordView;
  attribute: AttributeView;
  host: Host;
}

export interface Zones {
  all(): readonly PlacedZone[];
  /** Whether an attribute of a record has its zone on the page. */
  has(ref: EntityRef, attribute: string): boolean;
  /** Puts every attribute's zone where its name stands. Answers whether each has one, and whether any was moved. */
  settle(
    verdict: OnScreen,
    records: readonly RecordView[],
    page: PageText,
  ): { placed: boolean; moved: boolean };
  /** The zone that an element is. */
  at(element: Element | null): PlacedZone | undefined;
  /** Whether one was torn out of the page. */
  lost(): boolean;
  /** Whether one has appeared or vanished since they were settled. */
  turned(): boolean;
  /** How many are drawn. */
  drawn(): number;
  /** Tells `inView` again of the zones that are in view, because what they show may have changed. */
  fetchVisible(): void;
}

interface Wish {
  record: RecordView;
  attribute: AttributeView;
  places: Place[];
}

/**
 * @param draw draws a new zone: how much room it takes decides where it can stand.
 * @param inView hears which zones have come into view, so that only those fetch their pictures.
 */
export function createZones(
  css: string,
  draw: (zone: PlacedZone) => void,
  inView: (zone: PlacedZone) => void,
  signal: AbortSignal,
): Zones {
  const zones = new Map<string, PlacedZone>();
  const visible = new Set<Element>();
  let seen = 0;
  const drawn = () => [...zones.values()].filter(({ host }) => host.element.checkVisibility()).length;
  const keyOf = ({ api, path }: EntityRef, attribute: string) => `${api}${path} ${attribute}`;
  const at = (element: Element | null) => [...zones.values()].find(({ host }) => host.element === element);
  const observer = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      const zone = at(target);
      visible[isIntersecting ? 'add' : 'delete'](target);
      if (isIntersecting && zone) inView(zone);
    }
  });
  const drop = (key: string, { host }: PlacedZone) => {
    observer.unobserve(host.element);
    visible.delete(host.element);
    host.remove();
    zones.delete(key);
  };
  signal.addEventListener('abort', () => {
    observer.disconnect();
    for (const [key, zone] of zones) drop(key, zone);
  });

  /** Where the attributes of a record may have their zones; of several records, each in its own section only. */
  function wishes(
    record: RecordView,
    records: readonly RecordView[],
    page: PageText,
    alone: boolean,
  ): Wish[] {
    const isOwn = (element: Element) => {
      const there = page.about(element, records);
      return alone ? there.length === 0 || there.includes(record) : there.length === 1 && there[0] === record;
    };
    const own = ({ element }: Label) => isFree(element.ownerDocument) && isOwn(element);
    const all = [...new Set(record.labels)].flatMap((name) =>
      page.labelled(name).map(({ element }) => element),
    );
    return record.attributes.flatMap((attribute) => {
      const { displayName } = attribute;
      // Two attributes of one name cannot be told apart on a page.
      if (record.labels.filter((name) => name === displayName).length > 1) return [];
      const labels = page.labelled(displayName);
      const elements = labels.map(({ element }) => element);
      const others = all.filter((one) => !elements.includes(one));
      const found = labels.filter(own).flatMap((label) => {
        const isLabel = (element: Element) =>
          all.some((one) => one !== label.element && within(element, one));
        const places = placesBeside(label, isLabel, (line) => page.names(line, record));
        return places.length > 0
          ? [{ places, steps: labels.length > 1 ? distance(label.element, others) : 0 }]
          : [];
      });
      const [best] = found.sort((a, b) => a.steps - b.steps);
      return best ? [{ record, attribute, places: best.places }] : [];
    });
  }

  function put({ record, attribute, places }: Wish): boolean {
    const key = keyOf(record.ref, attribute.name);
    const before = zones.get(key);
    const host = before?.host ?? createHost(css, layout);
    const zone = { record, attribute, host };
    zones.set(key, zone);
    if (!before) draw(zone);
    let moved = false;
    const [best, ...others] = places;
    if (best && before && host.stands(best)) return false;
    // What does not fit into the best place stays in the one it was given, as long as that holds it.
    if (before && others.some(host.stands) && isWhole(host.element)) return false;
    for (const place of places) {
      if (!host.place(place)) return moved;
      moved = true;
      if (!before) observer.observe(host.element);
      if (isWhole(host.element)) return true;
    }
    // Nowhere whole: what is folded away now may be unfolded later.
    if (best) host.place(best);
    return moved;
  }

  return {
    all: () => [...zones.values()],
    at,
    has: (ref, attribute) => zones.has(keyOf(ref, attribute)),
    drawn,
    turned: () => drawn() !== seen,
    lost: () => [...zones.values()].some(({ host }) => !host.element.isConnected),
    settle(verdict, records, page) {
      const alone = verdict.is === 'one';
      const shown = alone ? [verdict.record] : verdict.is === 'many' ? verdict.sure : [];
      const wanted = shown.flatMap((record) => wishes(record, records, page, alone));
      let moved = false;
      for (const [key, zone] of zones) {
        const stays = wanted.some(
          ({ record, attribute }) =>
            key === keyOf(record.ref, attribute.name) && sameEntity(record.ref, zone.record.ref),
        );
        if (!stays) drop(key, zone);
        moved ||= !stays;
      }
      for (const wish of wanted) moved = put(wish) || moved;
      seen = drawn();
      return { moved, placed: seen === shown.flatMap(({ attributes }) => attributes).length };
    },
    fetchVisible() {
      for (const zone of zones.values()) if (visible.has(zone.host.element)) inView(zone);
    },
  };
}

/** In other documents zones are put where no script of ours does that already, and never in those around this one. */
const isFree = (own: Document): boolean => own === document || (isBelow(own) && !isTaken(own));

/** Whether one can see all of it: nothing around it cuts it off. */
function isWhole(element: Element): boolean {
  const { width, height, bottom } = element.getBoundingClientRect();
  if (width < narrowest || height === 0) return false;
  for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) {
    if (up.scrollHeight <= up.clientHeight + 1) continue;
    const hidden = /hidden|clip/.test(getComputedStyle(up).overflowY);
    if (hidden && up.getBoundingClientRect().bottom < bottom - 1) return false;
  }
  return true;
}
