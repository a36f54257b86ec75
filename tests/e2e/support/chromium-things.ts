import type { CDPSession, Protocol } from 'puppeteer';
import type { Box, Thing } from './driver.ts';

type AxNode = Protocol.Accessibility.AXNode;

/** Runs inside the page, on the element: where it is in the top page's viewport, and its text. */
function look(this: Element): { box: Box | null; text: string } {
  const { x, y, width, height } = this.getBoundingClientRect();
  const box = { x, y, width, height };
  for (let frame = this.ownerDocument.defaultView?.frameElement; frame; ) {
    const outer = frame.getBoundingClientRect();
    box.x += outer.x;
    box.y += outer.y;
    frame = frame.ownerDocument.defaultView?.frameElement ?? null;
  }
  return { box: width > 0 && height > 0 ? box : null, text: (this.textContent ?? '').trim() };
}

const roleOf = (node: AxNode): string => {
  const role = String(node.role?.value ?? '');
  return role === 'image' ? 'img' : role;
};

const isSet = (node: AxNode, property: string) =>
  node.properties?.some(({ name, value }) => name === property && value.value === true) ?? false;

async function inspect(session: CDPSession, node: AxNode): Promise<{ box: Box | null; text: string } | null> {
  try {
    const { object } = await session.send('DOM.resolveNode', { backendNodeId: node.backendDOMNodeId ?? 0 });
    const answer = await session.send('Runtime.callFunctionOn', {
      objectId: object.objectId ?? '',
      functionDeclaration: look.toString(),
      returnByValue: true,
    });
    return answer.result.value ?? null;
  } catch (error) {
    // Pages that draw themselves anew take elements away between two questions.
    if (error instanceof Error && /node|object|context/i.test(error.message)) return null;
    throw error;
  }
}

export async function chromiumThings(session: CDPSession, role: string): Promise<Thing[]> {
  const { frameTree } = await session.send('Page.getFrameTree');
  const frames = [frameTree, ...(frameTree.childFrames ?? [])].map(({ frame }) => frame.id);
  const things: Thing[] = [];
  for (const frameId of frames) {
    const { nodes } = await session.send('Accessibility.getFullAXTree', { frameId });
    for (const node of nodes) {
      if (node.ignored || roleOf(node) !== role || !node.backendDOMNodeId) continue;
      const seen = await inspect(session, node);
      if (!seen) continue;
      things.push({
        role,
        name: String(node.name?.value ?? ''),
        text: seen.text,
        ...(seen.box && { box: seen.box }),
        focused: isSet(node, 'focused'),
        disabled: isSet(node, 'disabled'),
        value: String(node.value?.value ?? ''),
      });
    }
  }
  return things;
}
