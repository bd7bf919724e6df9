// Where things are broken on purpose: what goes wrong, what time it is, the bot's process, and both logs.

import { by, fill, h, icon } from './dom.js';
import { COMMON, EIGHT, magicText } from './examples.js';
import { now, operator, parts, post, say, stage, view } from './store.js';
import { failed } from './talk.js';
import { clockWithSeconds, fullTime, spoken, w } from './words.js';

const GATEWAY = { normal: 'normal', slow: 'slowOne', down: 'downOne', garbage: 'garbageOne', cutoff: 'cutoffOne' };
const TELEGRAM = { normal: 'normal', storm: 'stormOne', offline: 'offlineOne' };

/** Where the drawer stands beside the chat. */
const WIDE = '(min-width: 1180px)';

let nodes = {};
let opener;
const lines = { call: new Map(), signed: new Map() };

export const isOpen = () => by('app').classList.contains('drawer-open');

export function prepare() {
  by('operator-button').querySelector('.operator-icon').append(icon('sliders'));
  by('operator-button').addEventListener('click', () => (isOpen() ? close() : open()));
  by('scrim').addEventListener('click', close);
  by('drawer').addEventListener('keydown', (event) => event.key === 'Escape' && close());
  setInterval(() => nodes.clock && isOpen() && (nodes.clock.textContent = clockText()), 1000);
}

function open() {
  opener = document.activeElement;
  by('app').classList.add('drawer-open');
  by('drawer').inert = false;
  by('operator-button').setAttribute('aria-expanded', 'true');
  toastsInSight();
  draw();
  nodes.close.focus({ preventScroll: true });
}

function close() {
  by('app').classList.remove('drawer-open');
  by('drawer').inert = true;
  by('operator-button').setAttribute('aria-expanded', 'false');
  toastsInSight();
  opener?.focus({ preventScroll: true });
}

/** Under the header of what is in front. */
function toastsInSight() {
  if (isOpen() && !matchMedia(WIDE).matches) by('drawer').querySelector('.bar').after(by('toasts'));
  else by('scroller').before(by('toasts'));
}

const order = (what) => post('/operator', what).catch(failed);
const clockText = () => fullTime(now());

/** Builds it anew, in the language spoken now. */
export function build() {
  nodes = {
    close: h('button', { type: 'button', class: 'icon-button', 'aria-label': w('close'), onclick: close }, icon('close')),
    clock: h('p', { class: 'drawer-clock' }, clockText()),
    gateway: pickOne('gateway', GATEWAY, (gateway) => order({ gateway })),
    telegram: pickOne('telegram', TELEGRAM, (telegram) => order({ telegram })),
    life: h('p', { class: 'life' }),
    kill: h('button', { type: 'button', class: 'danger', id: 'kill', onclick: () => order('restart') }),
    eight: example(EIGHT),
    magic: h('details', { class: 'all-magic' }),
    call: h('div', { class: 'lines' }),
    signed: h('div', { class: 'lines' }),
  };
  for (const known of Object.values(lines)) known.clear();
  // Else they would go with what stands there.
  by('scroller').before(by('toasts'));
  fill(
    by('drawer'),
    h('header', { class: 'bar' }, h('h2', { class: 'bar-title' }, w('operatorRoom')), nodes.close),
    h('div', { class: 'drawer-body', tabindex: '0', role: 'region', 'aria-label': w('operatorRoom') },
      part('process', nodes.life, nodes.kill, h('p', { class: 'hint' }, w('killHint'))),
      part('gateway', nodes.gateway.node, nodes.eight),
      part('telegram', nodes.telegram.node),
      part('clock', nodes.clock, h('button', { type: 'button', class: 'quiet', id: 'next-day', onclick: () => order('nextday') }, w('nextday'))),
      part('magic', h('p', { class: 'hint' }, w('magicHint')), h('div', { class: 'magic' }, COMMON.map(example)), nodes.magic),
      part('callLog', nodes.call),
      part('signLog', h('p', { class: 'hint' }, w('sandboxOnly')), nodes.signed)),
  );
  toastsInSight();
  draw();
}

const part = (title, ...children) => h('section', { class: 'part', 'aria-label': w(title) }, h('h3', {}, w(title)), children);

function pickOne(name, words, choose) {
  const hint = h('p', { class: 'hint' });
  const inputs = Object.entries(words).map(([value, word]) => {
    const input = h('input', { type: 'radio', name, value, onchange: () => choose(value) });
    return h('label', { class: 'pick' }, input, h('span', {}, w(word)));
  });
  return { node: h('div', {}, h('div', { class: 'picks', role: 'radiogroup', 'aria-label': w(name) }, inputs), hint), hint };
}

function example({ label, text }) {
  const send = () => {
    say(view.chat < 0 ? `/cek ${text}` : text).catch(failed);
    if (!matchMedia(WIDE).matches) close();
  };
  return h('button', { type: 'button', class: 'magic-item', onclick: send }, h('span', { class: 'magic-label' }, label[spoken()]), h('span', { class: 'magic-text' }, text.split('\n').join(' ↵ ')));
}

export function draw() {
  if (!nodes.life) return;
  const { gateway, telegram, pid, start } = operator();
  set('gateway', nodes.gateway, gateway);
  set('telegram', nodes.telegram, telegram);
  nodes.eight.hidden = gateway !== 'down';
  nodes.life.textContent = pid ? w('alive', { pid, n: start }) : w('killed');
  nodes.life.dataset.start = start;
  nodes.life.classList.toggle('dead', !pid);
  const words = w(pid ? 'kill' : 'revive');
  if (nodes.kill.textContent !== words) nodes.kill.textContent = words;
  if (!isOpen()) return;
  if (!nodes.magic.children.length) allMagic();
  log('call', call);
  log('signed', signed);
}

/** Every ending the gateway's emulator knows. */
function allMagic() {
  const tricks = stage().magic.map(({ ending, ...label }) => example({ label, text: magicText(ending) }));
  fill(nodes.magic, h('summary', {}, w('allMagic', { n: tricks.length })), h('div', { class: 'magic' }, tricks));
}

function set(name, { node, hint }, value) {
  node.querySelector(`[value="${value}"]`).checked = true;
  hint.textContent = w(name + value[0].toUpperCase() + value.slice(1));
}

/** Newest first; a line that is open stays so. */
function log(name, line) {
  const names = [...parts.keys()].filter((key) => key.startsWith(`${name}/`)).sort().reverse();
  const known = lines[name];
  for (const key of names) if (!known.has(key)) known.set(key, line(parts.get(key)));
  for (const key of [...known.keys()]) if (!parts.has(key)) known.get(key).remove(), known.delete(key);
  const wanted = names.map((key) => known.get(key));
  if (!wanted.length) return fill(nodes[name], h('p', { class: 'hint' }, w('noCalls')));
  nodes[name].querySelector('.hint')?.remove();
  wanted.forEach((node, index) => nodes[name].children[index] !== node && nodes[name].insertBefore(node, nodes[name].children[index] ?? null));
}

function call({ at, method, chat, ms, outcome, code, words, params }) {
  const verdict = { done: '', lost: w('lostAnswer'), dropped: w('dropped'), refused: String(code) }[outcome];
  return h('details', { class: `line ${outcome}` },
    h('summary', {}, h('span', { class: 'line-time' }, clockWithSeconds(at)), h('span', { class: 'line-name' }, method), h('span', { class: 'line-chat' }, chat ?? ''), h('span', { class: 'line-verdict' }, verdict), h('span', { class: 'line-ms' }, `${ms} ms`)),
    words && h('p', { class: 'line-words' }, words),
    h('pre', { tabindex: '0' }, JSON.stringify(params, null, 2)));
}

function signed({ at, path, signed: text, refused }) {
  return h('details', { class: `line ${refused ? 'refused' : 'done'}` },
    h('summary', {}, h('span', { class: 'line-time' }, clockWithSeconds(at)), h('span', { class: 'line-name' }, path.split('/').at(-1)), h('span', { class: 'line-verdict' }, refused ? w('refusedWith', { code: refused }) : w('passed'))),
    h('p', { class: 'line-words' }, w('signed')),
    h('pre', { tabindex: '0' }, text));
}
