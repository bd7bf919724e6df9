// What is said once: toasts, alerts, and a photo seen large.

import { by, h, icon } from './dom.js';
import { me, personName } from './store.js';
import { w } from './words.js';

const SHOWN = 5_000;

export function toast(text, onlyFor) {
  const only = onlyFor && h('span', { class: 'toast-only' }, icon('eye'), w('onlyYou', { name: personName(onlyFor) }));
  const node = h('p', { class: 'toast' }, h('span', {}, text), only);
  by('toasts').append(node);
  setTimeout(() => node.classList.add('leaving'), SHOWN);
  setTimeout(() => node.remove(), SHOWN + 300);
}

/** What was said of one chat is no news in another. */
export const clear = () => by('toasts').replaceChildren();

export function alertOf(answer) {
  by('alert-text').textContent = answer.text;
  by('alert-only').replaceChildren(icon('eye'), w('onlyYou', { name: personName(answer.person) }));
  const dialog = by('alert');
  if (dialog.open) dialog.close();
  dialog.showModal();
}

/** What the bot said to a press, for the one who pressed. */
export function answered(answer) {
  if (!answer.text || answer.person !== me(answer.chat)) return;
  if (answer.alert) alertOf(answer);
  else toast(answer.text, answer.chat < 0 ? answer.person : undefined);
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(w('copied'));
  } catch {
    copyTheOldWay(text);
  }
}

/** On an address other than this machine's own, browsers keep the clipboard to themselves. */
function copyTheOldWay(text) {
  const area = h('textarea', { class: 'unseen', readonly: true });
  area.value = text;
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  toast(copied ? w('copied') : text);
}

export function view(address, name) {
  by('viewer-image').src = address;
  by('viewer-image').alt = name;
  by('viewer-save').href = address;
  by('viewer-save').download = name || 'photo';
  by('viewer').showModal();
}

export function prepare() {
  by('viewer-close').append(icon('close'));
  for (const dialog of [by('viewer'), by('alert')]) {
    // A click beside a dialog falls on the dialog itself.
    dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  }
}
