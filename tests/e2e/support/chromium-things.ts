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

/** Chromium's own word where it differs from ARIA's. */
const roleIn: Readonly<Record<string, string>> = { img: 'image' };

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

/** Everything of the role, in all frames. Asking for the role alone would be cheaper, and is at times never answered. */
async function nodesOf(session: CDPSession, role: string): Promise<AxNode[]> {
  const { frameTree } = await session.send('Page.getFrameTree');
  const found: AxNode[] = [];
  for (const { frame } of [frameTree, ...(frameTree.childFrames ?? [])]) {
    const { nodes } = await session.send('Accessibility.getFullAXTree', { frameId: frame.id });
    found.push(...nodes.filter((node) => node.role?.value === role));
  }
  return found;
}

export async function chromiumThings(session: CDPSession, role: string): Promise<Thing[]> {
  const nodes = await nodesOf(session, roleIn[role] ?? role);
  const found = nodes.filter((node) => !node.ignored && node.backendDOMNodeId);
  const seen = await Promise.all(found.map((node) => inspect(session, node)));
  return found.flatMap((node, index) => {
    const { text, box } = seen[index] ?? {};
    if (text === undefined) return [];
    return {
      role,
      name: String(node.name?.value ?? ''),
      text,
      ...(box && { box }),
      focused: isSet(node, 'focused'),
      disabled: isSet(node, 'disabled'),
      description: String(node.description?.value ?? ''),
      value: String(node.value?.value ?? ''),
    };
  });
}
