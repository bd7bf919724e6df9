// One tab stop for all messages. Up and down go from one to the next, right and left along what one holds, Enter
// opens what can be done with it, Escape leads back to where one writes.

import { by, hasKeys } from './dom.js';

const INNER = 'a, button, summary, pre, [role="button"]';

const rows = () => [...by('messages').querySelectorAll('.row')];
const inner = (row) => [...row.querySelectorAll(INNER)].filter((node) => !node.closest('.sheet'));
const rowOf = (node) => node?.closest?.('.row');

/** Takes all that a message holds out of the order of tabs. */
export function mute(row) {
  for (const node of inner(row)) node.tabIndex = -1;
  return row;
}

/** The message that has the focus is the stop; the newest when none has. */
function settle() {
  const all = rows();
  const stop = rowOf(document.activeElement) ?? all.at(-1);
  for (const row of all) row.tabIndex = row === stop ? 0 : -1;
}

/** Draws, and puts the focus back where it was when its message was drawn anew. */
export function around(draw) {
  const before = document.activeElement;
  const row = rowOf(before);
  const place = row && { id: row.dataset.id, at: inner(row).indexOf(before) };
  draw();
  if (place && !row.isConnected) {
    const again = rows().find((known) => known.dataset.id === place.id) ?? rows().at(-1);
    const target = again && (inner(again)[place.at] ?? again);
    target?.focus({ preventScroll: true });
  } else if (!before.isConnected) {
    // What an empty chat says went with the button that was pressed in it.
    (hasKeys() ? by('text') : rows().at(-1))?.focus({ preventScroll: true });
  }
  settle();
}

export function prepare(menu) {
  by('messages').addEventListener('keydown', (event) => step(event, menu));
  by('messages').addEventListener('focusin', settle);
  by('messages').addEventListener('focusout', () => queueMicrotask(settle));
}

function step(event, menu) {
  const row = rowOf(event.target);
  if (!row || event.target.closest('.sheet') || event.altKey || event.ctrlKey || event.metaKey) return;
  const target = {
    ArrowUp: () => beside(row, -1),
    ArrowDown: () => beside(row, 1),
    Home: () => rows()[0],
    End: () => rows().at(-1),
    ArrowRight: () => along(row, event.target, 1),
    ArrowLeft: () => along(row, event.target, -1),
    Escape: () => by('text'),
  }[event.key];
  if (target) target()?.focus();
  else if (event.key === 'Enter' && event.target === row) menu(row, event);
  else return;
  event.preventDefault();
}

function beside(row, by) {
  const all = rows();
  return all[all.indexOf(row) + by];
}

/** Left of the first is the message itself. */
function along(row, from, by) {
  const nodes = inner(row);
  const next = nodes.indexOf(from) + by;
  return next < 0 ? row : nodes[next];
}
