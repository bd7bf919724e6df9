// One message: its bubble, and the buttons under it.

import { h, icon } from './dom.js';
import { copy, view as viewPhoto } from './notices.js';
import { rich } from './rich.js';
import { me, message as find, personName } from './store.js';
import { mute } from './walk.js';
import { clock, fullTime, size, w } from './words.js';

/** Presses that the bot has not answered, by number: the key they wait under. */
const waiting = new Map();
const PATIENCE = 20_000;

/** `acts` holds what a message leads to: `press`, `link`, `say`, `menu`, `show`. */
export function bubble(message, acts) {
  if (message.service) return h('p', { class: 'service' }, w('topicMade', { name: message.service }));
  const mine = message.person !== null && message.person === me(message.chat);
  const classes = ['row', mine ? 'out' : 'in', message.chat < 0 && !mine && 'with-avatar'];
  return mute(h(
    'article',
    {
      class: classes.filter(Boolean).join(' '),
      dataset: { id: message.id, author: author(message) },
      'aria-label': `${authorName(message)}, ${clock(message.at)}`,
      tabindex: '-1',
      oncontextmenu: (event) => acts.menu(message, event),
      onclick: (event) => isTap(event) && acts.menu(message, event),
    },
    h('div', { class: 'column' }, body(message, mine, acts), keys(message, acts)),
    h('button', { type: 'button', class: 'more', 'aria-label': w('actions'), 'aria-haspopup': 'menu', onclick: (event) => acts.menu(message, event) }, icon('more')),
  ));
}

/** On a phone a tap on a bubble opens what can be done with it. */
function isTap(event) {
  const { target } = event;
  return matchMedia('(hover: none)').matches && target.closest('.bubble') && !target.closest('a, button, [role="button"]') && !getSelection().toString();
}

export const author = (message) => (message.by === 'person' ? `p${message.person}` : message.by);

export function authorName(message) {
  if (message.by === 'bot') return 'CekTagihan';
  if (message.by === 'person') return personName(message.person);
  return w(message.by);
}

function avatar(message) {
  if (message.by === 'bot') return h('img', { class: 'avatar small', src: '/icon.svg', alt: '', width: 34, height: 34 });
  return h('span', { class: `avatar small hue-${(message.person ?? 0) % 4}`, 'aria-hidden': 'true' }, authorName(message).slice(0, 1));
}

function body(message, mine, acts) {
  const on = { copy, link: (address) => acts.link(address, message), command: acts.say };
  const bare = message.file?.photo && !message.text;
  return h(
    'div',
    { class: `bubble${bare ? ' bare' : ''}` },
    message.chat < 0 && !mine && avatar(message),
    message.chat < 0 && !mine && h('p', { class: `who hue-ink-${message.by === 'bot' ? 'bot' : (message.person ?? 0) % 4}` }, authorName(message)),
    marks(message),
    message.forwarded && h('p', { class: 'only' }, icon('forward'), w('forwardedFrom', { name: authorName(message.forwarded) })),
    quote(message, acts),
    message.file && file(message),
    message.holds && held(message.holds),
    message.text ? h('div', { class: 'text' }, rich(message.text, message.entities, on), meta(message)) : meta(message),
  );
}

/** Who alone sees it, or whom alone it asks. */
function marks(message) {
  const only = message.only && h('p', { class: 'only' }, icon('eye'), w('onlyOne', { name: personName(message.only) }));
  const asks = message.question?.person && message.chat < 0;
  return [only, asks && h('p', { class: 'only' }, icon('reply'), w('asks', { name: personName(message.question.person) }))];
}

function quote(message, acts) {
  if (!message.reply) return undefined;
  const replied = find(message.chat, message.reply);
  const name = replied ? authorName(replied) : '';
  const text = message.quote ?? (replied ? excerpt(replied) : w('gone'));
  return h('button', { type: 'button', class: 'quote', onclick: () => acts.show(message.reply) }, h('span', { class: 'quote-name' }, name), h('span', { class: 'quote-text' }, text));
}

const HELD = { voice: 'mic', contact: 'person', location: 'pin' };

/** What is neither text nor file. */
function held([kind, about]) {
  if (kind === 'sticker') return h('p', { class: 'sticker', role: 'img', 'aria-label': w('sticker') }, icon('sticker'));
  return h('p', { class: 'document' }, h('span', { class: 'document-icon' }, icon(HELD[kind])), h('span', { class: 'document-names' }, h('span', { class: 'document-name' }, w(kind)), about && h('span', { class: 'document-size' }, about)));
}

export function excerpt(message) {
  const text = message.text.replace(/\s+/g, ' ').trim();
  if (text) return text;
  if (message.holds) return w(message.holds[0]);
  if (message.service) return w('topicMade', { name: message.service });
  return message.file?.name || w('photo');
}

function file(message) {
  const { name, size: bytes, photo } = message.file;
  const address = `/file/${message.chat}/${message.id}`;
  if (photo) {
    const image = h('img', { class: 'photo', src: address, alt: name || w('photo'), width: photo[0], height: photo[1], loading: 'lazy' });
    return h('button', { type: 'button', class: 'photo-button', onclick: () => viewPhoto(address, name) }, image);
  }
  return h(
    'a',
    { class: 'document', href: address, download: name },
    h('span', { class: 'document-icon' }, icon('file')),
    h('span', { class: 'document-names' }, h('span', { class: 'document-name' }, name || w('file')), h('span', { class: 'document-size' }, size(bytes))),
  );
}

function meta(message) {
  const edited = message.edited && h('span', { class: 'edited' }, w('edited'), ' ');
  const time = h('time', { datetime: new Date(message.at).toISOString(), title: fullTime(message.at) }, clock(message.at));
  return h('span', { class: 'meta' }, edited, time);
}

function keys(message, acts) {
  if (!message.rows.length) return undefined;
  const rows = message.rows.map((row, index) => h('div', { class: 'key-row' }, row.map((button, column) => key(message, button, index, column, acts))));
  return h('div', { class: 'keys' }, rows);
}

const HINTS = { copy: 'copy', open: 'open' };
const WORDS = { copy: 'copies', open: 'opens' };

function key(message, button, row, column, acts) {
  const place = `${message.chat}/${message.id}/${row}/${column}`;
  const busy = [...waiting.values()].includes(place);
  return h(
    'button',
    {
      type: 'button',
      class: `key${button.style ? ` ${button.style}` : ''}`,
      dataset: { place },
      'aria-busy': busy ? 'true' : undefined,
      onclick: () => acts.press(message, row, column),
    },
    h('span', { class: 'key-label' }, button.label),
    HINTS[button.does] && h('span', { class: 'key-hint' }, icon(HINTS[button.does]), h('span', { class: 'unseen' }, w(WORDS[button.does]))),
  );
}

const keyAt = (place) => document.querySelector(`.key[data-place="${place}"]`);

/** The key waits until the bot has answered this press, or has had long enough. */
export function wait(query, message, row, column) {
  const place = `${message.chat}/${message.id}/${row}/${column}`;
  waiting.set(query, place);
  keyAt(place)?.setAttribute('aria-busy', 'true');
  setTimeout(() => rest(query), PATIENCE);
}

export function rest(query) {
  const place = waiting.get(query);
  waiting.delete(query);
  if (place && ![...waiting.values()].includes(place)) keyAt(place)?.removeAttribute('aria-busy');
}
