import type { ChromeScript } from '../../browsers/firefox-chrome.ts';

/** In Firefox's window: puts a picture or text on the clipboard, as any other program would. */
export const fillClipboard: ChromeScript = `
  const bytes = Uint8Array.from(atob(input.base64), (sign) => sign.charCodeAt(0));
  const transferable = Cc['@mozilla.org/widget/transferable;1'].createInstance(Ci.nsITransferable);
  transferable.init(null);
  const put = (flavour, data) => {
    transferable.addDataFlavor(flavour);
    transferable.setTransferData(flavour, data);
  };
  if (input.type === 'text/plain') {
    const text = Cc['@mozilla.org/supports-string;1'].createInstance(Ci.nsISupportsString);
    text.data = new TextDecoder().decode(bytes);
    put('text/plain', text);
  } else {
    const tools = Cc['@mozilla.org/image/tools;1'].getService(Ci.imgITools);
    put('application/x-moz-nativeimage', tools.decodeImageFromArrayBuffer(bytes.buffer, input.type));
  }
  Services.clipboard.setData(transferable, null, Services.clipboard.kGlobalClipboard);`;

/**
 * Beside the page: the events of a drag, trusted because the browser itself sends them, with real files.
 * The DataTransfer is made under the page's principal, or neither page nor extension could read its files.
 */
export const dragFiles: ChromeScript = `
  const files = await Promise.all(input.paths.map((path) => content.File.createFromFileName(path)));
  const targetAt = () => {
    let { x, y } = input;
    let frame = content;
    let target = frame.document.elementFromPoint(x, y);
    for (let inner = target; inner; target = inner ?? target) {
      if (target.localName === 'iframe' && target.contentDocument) {
        const box = target.getBoundingClientRect();
        [x, y, frame] = [x - box.x, y - box.y, target.contentWindow];
        inner = frame.document.elementFromPoint(x, y);
      } else {
        inner = target.openOrClosedShadowRoot?.elementFromPoint(x, y);
        if (inner === target) inner = null;
      }
    }
    if (!target) throw new Error('nothing is at ' + x + ', ' + y);
    return { target, frame, x, y };
  };
  for (const type of input.types) {
    // What is dragged over draws itself anew: each event goes to what is there by then.
    const { target, frame, x, y } = targetAt();
    const sandbox = new Cu.Sandbox(frame, { sandboxPrototype: frame });
    sandbox.files = Cu.cloneInto(files, sandbox, { wrapReflectors: true });
    const dataTransfer = Cu.evalInSandbox(
      'const moved = new DataTransfer(); for (const file of files) moved.items.add(file); moved', sandbox);
    const place = { clientX: x, clientY: y, screenX: frame.mozInnerScreenX + x, screenY: frame.mozInnerScreenY + y };
    target.dispatchEvent(new frame.DragEvent(type,
      { bubbles: true, cancelable: true, composed: true, view: frame, dataTransfer, ...place }));
  }`;

/** Beside the page: what Firefox tells screen readers. */
export const listThings: ChromeScript = `
  const service = Cc['@mozilla.org/accessibilityService;1'].getService(Ci.nsIAccessibilityService);
  const found = [];
  const flag = (states, name) => (states & Ci.nsIAccessibleStates[name]) !== 0;
  const walk = (accessible) => {
    // ARIA has no role for fields whose text is hidden; Chromium tells them as ordinary ones.
    const isHidden = accessible.role === Ci.nsIAccessibleRole.ROLE_PASSWORD_TEXT;
    const role = isHidden ? 'textbox' : accessible.computedARIARole;
    const node = accessible.DOMNode;
    if ((role === input || (role === 'image' && input === 'img')) && node?.getBoundingClientRect) {
      const rect = node.getBoundingClientRect();
      const view = node.ownerDocument.defaultView;
      const [right, down] = [view.mozInnerScreenX - content.mozInnerScreenX, view.mozInnerScreenY - content.mozInnerScreenY];
      const states = {};
      accessible.getState(states, {});
      found.push({
        role: input,
        name: accessible.name ?? '',
        text: (node.textContent ?? '').trim(),
        ...(rect.width > 0 && rect.height > 0 &&
          { box: { x: rect.x + right, y: rect.y + down, width: rect.width, height: rect.height } }),
        focused: flag(states.value, 'STATE_FOCUSED'),
        disabled: flag(states.value, 'STATE_UNAVAILABLE'),
        value: accessible.value ?? '',
      });
    }
    for (let child = accessible.firstChild; child; child = child.nextSibling) walk(child);
  };
  const root = service.getAccessibleFor(content.document);
  // The tree grows a moment after it was first asked for.
  if (!root?.firstChild) return null;
  walk(root);
  return found;`;
