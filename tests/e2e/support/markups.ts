/** A record as some portal might write it: Mary Jones with her wound photo, without a class name that helps. */
export interface Markup {
  name: string;
  /** What stands in `body`. */
  html: string;
  /** Runs after it; shadow roots that are to be searched go into `window.roots`. */
  script?: string;
  /** Where the zone is to stand; null for the dock alone. */
  place: string | null;
}

const head = '<h1>Mary Jones</h1>';

export const markups: readonly Markup[] = [
  {
    name: 'a definition list',
    html: `${head}<dl><dt>Date of birth</dt><dd>2 Apr 1961</dd><dt>Wound photo:</dt><dd id="place">–</dd><dt>ECG strip</dt><dd>–</dd></dl>`,
    place: '#place',
  },
  {
    name: 'a layout table with a required mark of its own',
    html: `${head}<table><tr><td>MRN</td><td>40017</td></tr><tr><td><span>Wound photo</span><span>*</span><span>:</span></td><td id="place"></td></tr><tr><td>ECG strip</td><td></td></tr></table>`,
    place: '#place',
  },
  {
    name: 'a row of heads with a scope',
    html: `${head}<table><tr><th scope="row">Wound photo</th><td id="place">none</td></tr><tr><th scope="row">ECG strip</th><td>none</td></tr></table>`,
    place: '#place',
  },
  {
    name: 'columns: the record is one line among others',
    html: `${head}<table><thead><tr><th>Name</th><th>Wound photo</th><th>ECG strip</th></tr></thead><tbody><tr><td>Noa Levi</td><td>–</td><td>–</td></tr><tr><td>Mary Jones</td><td id="place">–</td><td>–</td></tr></tbody></table>`,
    place: '#place',
  },
  {
    name: 'a grid of roles',
    html: `${head}<div role="grid"><div role="row" style="display:flex"><div role="rowheader" style="width:160px">Wound photo</div><div role="gridcell" id="place" style="width:400px">none</div></div><div role="row" style="display:flex"><div role="rowheader" style="width:160px">ECG strip</div><div role="gridcell">none</div></div></div>`,
    place: '#place',
  },
  {
    name: 'a flat grid of labels and values',
    html: `${head}<div style="display:grid;grid-template-columns:160px 420px;gap:8px"><span>Wound photo</span><span id="place">none</span><span>ECG strip</span><span>none</span></div>`,
    place: '#place',
  },
  {
    name: 'cards with the label below the value',
    html: `${head}<div style="display:flex;gap:16px"><div id="place" style="width:300px"><div style="font-size:20px">none</div><div>Wound photo</div></div><div style="width:300px"><div style="font-size:20px">none</div><div>ECG strip</div></div></div>`,
    place: '#place',
  },
  {
    name: 'labels written large by a style, letters cut into pieces',
    html: `${head}<div style="text-transform:uppercase"><div id="place"><span>wo<!-- --><b>und</b> pho<wbr>to</span><div>none</div></div><div><span>ECG strip</span><div>none</div></div></div>`,
    place: '#place',
  },
  {
    name: 'other composition and direction marks',
    html: `<h1>\u200eMary\u00a0 Jones\u200f</h1><div id="place"><div>\u202aWound photo\u202c\u00a0:</div><div>none</div></div><div><div>ECG strip</div><div>none</div></div>`,
    place: '#place',
  },
  {
    name: 'label and value in one text',
    html: `${head}<ul><li>MRN: 40017</li><li id="place">Wound photo: none</li><li>ECG strip: none</li></ul>`,
    place: '#place',
  },
  {
    name: 'a form that is only read',
    html: `${head}<form><div><label>MRN<input value="40017" readonly></label></div><div id="place"><label for="w">Wound photo *</label><input id="w" value="none" readonly></div><div><label for="e">ECG strip</label><input id="e" value="none" readonly></div></form>`,
    place: '#place',
  },
  {
    name: 'a label that is also the name of a tab and of a column',
    html: `${head}<div role="tablist"><button role="tab">Wound photo</button><button role="tab">Notes</button></div><div id="place"><p>Wound photo</p><p>none</p></div><div><p>ECG strip</p><p>none</p></div>`,
    place: '#place',
  },
  {
    name: 'an open accordion',
    html: `${head}<details open id="place"><summary>Wound photo</summary><div style="min-height:40px">none</div></details><details open><summary>ECG strip</summary><div>none</div></details>`,
    place: '#place',
  },
  {
    name: 'a title that is only a value',
    html: `<div>Patients</div><table><tr><td>Name</td><td>Mary Jones</td></tr><tr><td>MRN</td><td>40017</td></tr><tr><td>Wound photo</td><td id="place">–</td></tr></table>`,
    place: '#place',
  },
  {
    name: 'an old record that is left standing out of sight',
    html: `<div style="position:absolute;left:-4000px"><h1>Noa Levi</h1><p>Wound photo</p><p>none</p></div><div style="height:0;overflow:hidden"><h1>Noa Levi</h1><p>Wound photo</p></div>${head}<div id="place"><p>Wound photo</p><p>none</p></div>`,
    place: '#place',
  },
  {
    name: 'an open shadow root in another',
    html: '<x-page></x-page>',
    script: `
      const outer = document.querySelector('x-page').attachShadow({ mode: 'open' });
      outer.innerHTML = '<h1>Mary Jones</h1><x-fields></x-fields>';
      const inner = outer.querySelector('x-fields').attachShadow({ mode: 'open' });
      inner.innerHTML = '<div id="place"><div>Wound photo</div><div>none</div></div><div><div>ECG strip</div><div>none</div></div>';
      window.roots = [outer, inner];`,
    place: '#place',
  },
  {
    name: 'closed shadow roots, one for each label and value',
    html: `${head}<div id="place" style="width:420px"><x-label></x-label><x-value></x-value></div>`,
    script: `
      for (const [name, text] of [['x-label', 'Wound photo'], ['x-value', 'none']])
        document.querySelector(name).attachShadow({ mode: 'closed' }).innerHTML = '<span>' + text + '</span>';`,
    place: '#place',
  },
  {
    name: 'a closed shadow root on a plain element',
    html: '<div></div>',
    script: `
      const root = document.querySelector('div').attachShadow({ mode: 'closed' });
      root.innerHTML = '<h1>Mary Jones</h1><div id="place"><div>Wound photo</div><div>none</div></div>';
      window.roots = [root];`,
    place: '#place',
  },
  {
    name: 'slots for label and value',
    html: `${head}<x-field style="display:block;width:420px" id="place"><span slot="label">Wound photo</span><x-value slot="value">none</x-value></x-field>`,
    script: `
      document.querySelector('x-field').attachShadow({ mode: 'open' }).innerHTML =
        '<div><slot name="label"></slot></div><div><slot name="value"></slot></div>';`,
    place: '#place',
  },
  {
    name: 'elements that come to life late',
    html: '<x-late></x-late>',
    script: `
      setTimeout(() => {
        customElements.define('x-late', class extends HTMLElement {
          connectedCallback() {
            const root = this.attachShadow({ mode: 'closed' });
            window.roots = [root];
            setTimeout(() => { root.innerHTML = '<h1>Mary Jones</h1><div id="place"><div>Wound photo</div><div>none</div></div>'; }, 300);
          }
        });
      }, 900);`,
    place: '#place',
  },
  {
    name: 'a frame of the same origin',
    html: `<nav>Patients</nav><iframe style="width:700px;height:400px" srcdoc="<!doctype html><body style='font:14px sans-serif'><h1>Mary Jones</h1><div id='place'><div>Wound photo</div><div>none</div></div></body>"></iframe>`,
    place: '#place',
  },
  {
    name: 'a value of fixed height that cuts off what does not fit',
    html: `${head}<div id="place" style="width:460px"><div>Wound photo</div><div style="height:20px;overflow:hidden">none</div></div><div><div>ECG strip</div><div>none</div></div>`,
    place: '#place',
  },
  {
    name: 'boxes without boxes of their own',
    html: `${head}<div style="display:grid;grid-template-columns:160px 420px"><div style="display:contents"><div style="display:contents">Wound photo</div><div id="place">none</div></div><div style="display:contents"><div>ECG strip</div><div>none</div></div></div>`,
    place: '#place',
  },
  {
    name: 'a panel that fades in',
    html: `${head}<div id="panel" style="opacity:0;transition:opacity 400ms"><div id="place"><div>Wound photo</div><div>none</div></div></div>`,
    script: `setTimeout(() => { document.querySelector('#panel').style.opacity = 1; }, 600);`,
    place: '#place',
  },
  {
    name: 'a title between small and bold words, with no space to part them',
    html: `<div><small>Patient</small><h1>Mary Jones</h1><strong>Wound care</strong></div><div id="place"><small>Wound photo</small><p>none</p></div><div><small>ECG strip</small><p>none</p></div>`,
    place: '#place',
  },
  {
    name: 'columns of roles with one line',
    html: `${head}<div role="table"><div role="row" style="display:flex"><div role="columnheader" style="width:300px">Wound photo</div><div role="columnheader" style="width:300px">ECG strip</div></div><div role="row" style="display:flex"><div role="cell" id="place" style="width:300px">none</div><div role="cell" style="width:300px">none</div></div></div>`,
    place: '#place',
  },
  {
    name: 'names that stand in fields, filled in late',
    html: `<form><div><label for="n">Name</label><input id="n" readonly></div><div><label>MRN<input id="m" readonly></label></div><div id="place"><label for="w">Wound photo *</label><input id="w" value="none" readonly></div><div><label for="e">ECG strip</label><input id="e" value="none" readonly></div></form>`,
    script: `setTimeout(() => { document.querySelector('#n').value = 'Mary Jones'; document.querySelector('#m').value = '40017'; }, 600)`,
    place: '#place',
  },
  {
    name: 'labels that only a style writes',
    html: `<style>td::before{content:attr(data-label) ': '}td{display:block}</style>${head}<table><tr><td data-label="MRN">40017</td><td data-label="Wound photo" id="place">none</td><td data-label="ECG strip">none</td></tr></table>`,
    place: '#place',
  },
  {
    name: 'groups that are named for screen readers',
    html: `${head}<section aria-label="Wound photo" id="place"><svg width="20" height="20"></svg><p>none</p></section><section aria-label="ECG strip"><p>none</p></section>`,
    place: '#place',
  },
  {
    name: 'a label that is nowhere',
    html: `${head}<p>Nothing to see.</p>`,
    place: null,
  },
  {
    name: 'a label that is only the way to somewhere else',
    html: `${head}<nav><a href="#wound">Wound photo</a></nav>`,
    place: null,
  },
];
