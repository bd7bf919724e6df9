// Small menus: what can be done with a message, what can be sent, and as whom a link is opened.

import { by, h, icon } from './dom.js';
import { w } from './words.js';

/** Opens a menu of `[icon, label, act]` in a node. The focus goes back to `opener` when nothing was picked. */
export function open(place, opener, label, items) {
  close();
  const pick = ([shape, text, act]) =>
    h('button', { type: 'button', role: 'menuitem', class: 'sheet-item', onclick: () => (close(), act()) }, icon(shape), h('span', {}, text));
  const title = h('p', { class: 'sheet-title', 'aria-hidden': 'true' }, label);
  const node = h('div', { class: 'sheet', role: 'menu', 'aria-label': label }, title, items.filter(Boolean).map(pick));
  node.addEventListener('keydown', (event) => walk(event, node, opener));
  place.append(node);
  // What opens upwards from a message may reach beyond the oldest one.
  if (node.getBoundingClientRect().top < by('scroller').getBoundingClientRect().top) node.classList.add('below');
  node.querySelector('button').focus({ preventScroll: true });
  node.scrollIntoView({ block: 'nearest' });
}

export function close() {
  for (const sheet of document.querySelectorAll('.sheet')) sheet.remove();
}

/** The menu of a message. */
export const onMessage = (row, items, label = w('actions')) => open(row, row, label, items);

function walk(event, node, opener) {
  const items = [...node.querySelectorAll('button')];
  const at = items.indexOf(document.activeElement);
  if (event.key === 'ArrowDown') items[(at + 1) % items.length].focus();
  else if (event.key === 'ArrowUp') items[(at + items.length - 1) % items.length].focus();
  else if (event.key === 'Escape' || event.key === 'Tab') {
    close();
    opener.focus();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}
