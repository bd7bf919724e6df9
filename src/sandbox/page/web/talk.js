// The chat that is open: its head, its messages, and where one has read up to.

import { author, bubble, rest, wait } from './bubble.js';
import { by, fill, h, icon } from './dom.js';
import { FIRST } from './examples.js';
import { copy, toast } from './notices.js';
import * as sheets from './sheets.js';
import { me, message as find, messages, now, operator, parts, personName, post, room, say, stage, view } from './store.js';
import * as walk from './walk.js';
import { day, dayKey, spoken, w } from './words.js';

const NEAR = 140;
const TOGETHER = 5 * 60_000;
const TYPING = 5_000;

/** What is on the page: message number to its JSON and its node. */
let drawn = new Map();
let place = '';
let unseen = 0;
/** Whether the newest message is kept in sight; scrolling back lets go of it. */
let held = true;
let height = 0;
/** How many pixels of the messages were in sight when that last changed. */
let seenHeight = 0;
const typing = new Map();
let hooks = {};

export function prepare(given) {
  hooks = given;
  by('back').append(icon('back'));
  by('to-end').prepend(icon('down'));
  by('to-end').addEventListener('click', () => toEnd(true));
  by('scroller').addEventListener('scroll', scrolled, { passive: true });
  new ResizeObserver(resized).observe(by('scroller'));
  walk.prepare((row, event) => hooks.menu(find(view.chat, Number(row.dataset.id)), event));
}

/** What stands at the lower edge stays there: a toast, or a phone's keyboard, moves nothing under a finger. */
function resized() {
  const scroller = by('scroller');
  if (held) land();
  else scroller.scrollTop += seenHeight - scroller.clientHeight;
  seenHeight = scroller.clientHeight;
}

/** Draws what changed. `afresh` forgets what is drawn: another chat, another language. */
export function draw({ afresh = false } = {}) {
  const here = `${view.chat}/${view.topic}/${me()}`;
  const moved = here !== place || afresh;
  const stick = moved || held;
  const list = messages();
  if (moved) begin(here);
  const before = new Set(drawn.keys());
  walk.around(() => renew(list));
  head();
  if (moved || stick) land(!moved);
  else count(list.filter((message) => !before.has(message.id)));
}

function begin(here) {
  place = here;
  drawn = new Map();
  unseen = 0;
  by('messages').replaceChildren();
}

/** Keeps the nodes of what did not change, so that nothing blinks or loses its focus. */
function renew(list) {
  const next = new Map();
  for (const message of list) {
    const json = JSON.stringify([message, message.reply && find(message.chat, message.reply)?.text]);
    const known = drawn.get(message.id);
    next.set(message.id, known?.json === json ? known : { json, node: bubble(message, acts) });
  }
  const nodes = [];
  let last;
  for (const message of list) {
    if (!last || dayKey(last.at) !== dayKey(message.at)) nodes.push(separator(message.at));
    nodes.push(next.get(message.id).node);
    last = message;
  }
  join(list, next);
  if (!list.some((message) => !message.service)) nodes.push(hello());
  replace(by('messages'), nodes);
  drawn = next;
}

/** Changes only what differs: a node that stays where it is stays untouched. */
function replace(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, index) => {
    if (parent.children[index] !== node) parent.insertBefore(node, parent.children[index] ?? null);
  });
}

function separator(at) {
  const text = day(at, now());
  const known = [...by('messages').querySelectorAll('.day')].find((node) => node.textContent === text);
  return known ?? h('p', { class: 'day' }, h('span', {}, text));
}

/** Messages of one author that follow each other closely look like one block. */
function join(list, nodes) {
  list.forEach((message, index) => {
    const close = (other) => other && !other.service && author(other) === author(message) && Math.abs(other.at - message.at) < TOGETHER && dayKey(other.at) === dayKey(message.at);
    const { classList } = nodes.get(message.id).node;
    classList.toggle('first', !close(list[index - 1]));
    classList.toggle('last', !close(list[index + 1]));
  });
}

/** What an empty chat says. */
function hello() {
  const known = by('messages').querySelector('.hello');
  if (known) return known;
  const group = view.chat < 0;
  const send = (text) => () => say(text).catch(failed);
  const chips = FIRST.map(({ label, text }) => {
    const sent = group ? `/cek ${text}` : text;
    return h('button', { type: 'button', class: 'chip', onclick: send(sent) }, h('span', { class: 'chip-label' }, label[spoken()]), h('span', { class: 'chip-text' }, sent));
  });
  return h(
    'div',
    { class: 'hello' },
    h('img', { src: '/icon.svg', alt: '', width: 64, height: 64 }),
    h('p', { class: 'emulated' }, w('footnote')),
    h('h2', {}, w('helloTitle')),
    h('p', {}, w(group ? 'helloGroup' : 'helloText')),
    h('button', { type: 'button', class: 'primary', onclick: send(group ? '/cek' : '/start') }, group ? '/cek' : w('start')),
    spoken() !== 'id' && h('button', { type: 'button', class: 'speak', id: 'speak', onclick: send('/bahasa') }, w('speakHint')),
    h('p', { class: 'hello-try' }, w('try')),
    h('div', { class: 'chips' }, chips),
  );
}

export const failed = () => toast(w('notSent'));

/** A person opens the bot by a link. */
function start(person, payload) {
  hooks.open(person, 0);
  say(payload ? `/start ${payload}` : '/start').catch(failed);
}

const acts = {
  async press(message, row, column) {
    try {
      const did = await post('/press', { chat: message.chat, person: me(), message: message.id, row, column });
      if (did.asked && parts.has(`answer/${did.asked}`)) return;
      if (did.asked) wait(did.asked, message, row, column);
      else if (did.copied) copy(did.copied);
      else if (did.opened && !acts.link(did.opened)) toast(w('notFound', { text: did.opened }));
    } catch {
      failed();
    }
  },
  /** A link to the bot opens its private chat; true when it was one. An invitation, in a private chat, is for others:
      the viewer says who opens it. */
  link(address, message) {
    const url = new URL(address, location.href);
    if (url.hostname !== 't.me' || url.pathname.slice(1).toLowerCase() !== stage().bot.toLowerCase()) return false;
    const payload = url.searchParams.get('start');
    if (url.searchParams.has('startgroup')) hooks.open(stage().chats.find(({ id }) => id < 0).id, 0);
    else if (payload && message?.chat > 0) sheets.onMessage(drawn.get(message.id).node, stage().people.map(({ id }) => ['person', personName(id), () => start(id, payload)]), w('openAs'));
    else start(me(), payload);
    return true;
  },
  say: (text) => say(text).catch(failed),
  menu: (message, event) => hooks.menu(message, event),
  show(id) {
    const node = drawn.get(id)?.node;
    if (!node) return;
    node.scrollIntoView({ block: 'center', behavior: smooth() });
    node.classList.remove('found');
    requestAnimationFrame(() => node.classList.add('found'));
  },
};

/** The bot answered a press. */
export const answered = (answer) => rest(answer.query);

/** The bot types in a place, for a while. */
export function types(name) {
  const shown = name.slice('typing/'.length);
  clearTimeout(typing.get(shown));
  typing.set(shown, setTimeout(() => (typing.delete(shown), hooks.typed()), TYPING));
}

export function stopsTyping(name) {
  const shown = name.slice('typing/'.length);
  clearTimeout(typing.get(shown));
  typing.delete(shown);
}

export const isTyping = (chat, topic) => typing.has(`${chat}/${topic}`);

export function head() {
  const chat = room();
  if (!chat) return;
  by('talk-title').textContent = chat.title;
  if (by('talk-avatar').dataset.of !== String(chat.id)) {
    by('talk-avatar').dataset.of = chat.id;
    fill(by('talk-avatar'), chatAvatar(chat));
  }
  const typed = isTyping(view.chat, view.topic);
  const words = chat.person ? w('private', { name: personName(chat.person) }) : w('group', { n: chat.members.length });
  const state = by('talk-state');
  state.classList.toggle('typing', typed);
  if (state.textContent !== (typed ? w('typing') : words)) fill(state, typed ? w('typing') : words);
  tabs(chat);
  banner();
}

export function chatAvatar(chat) {
  if (chat.person) return h('img', { class: 'avatar', src: '/icon.svg', alt: '', width: 44, height: 44 });
  return h('span', { class: `avatar ${chat.topics.length ? 'hue-2' : 'hue-3'}`, 'aria-hidden': 'true' }, icon(chat.topics.length ? 'topics' : 'people'));
}

function tabs(chat) {
  const bar = by('topics');
  bar.hidden = !chat.topics.length;
  const all = [{ id: 0, title: w('general') }, ...chat.topics];
  const key = `${chat.id}/${spoken()}/${view.topic}/${all.map((topic) => hooks.unread(chat.id, topic.id)).join()}`;
  if (bar.hidden || bar.dataset.key === key) return;
  bar.dataset.key = key;
  fill(bar, all.map((topic) => {
    const unread = hooks.unread(chat.id, topic.id);
    return h('a', { class: 'topic', href: `#/${chat.id}/${topic.id}`, 'aria-current': topic.id === view.topic ? 'page' : undefined }, topic.title, unread > 0 && h('span', { class: 'badge', 'aria-label': w('unread', { n: unread }) }, String(unread)));
  }));
}

function banner() {
  const { pid, telegram, gateway } = operator();
  const trouble = !view.connected ? 'lost' : !pid ? 'dead' : telegram !== 'normal' ? telegram : gateway !== 'normal' ? gateway : '';
  const node = by('banner');
  node.hidden = !trouble;
  if (trouble && node.textContent !== w(trouble)) node.textContent = w(trouble);
}

const smooth = () => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth');

function nearEnd() {
  const { scrollTop, clientHeight, scrollHeight } = by('scroller');
  return scrollHeight - scrollTop - clientHeight < NEAR;
}

let top = 0;
function scrolled() {
  const { scrollTop } = by('scroller');
  if (nearEnd()) {
    held = true;
    seen();
  } else if (scrollTop < top - 2 && by('scroller').scrollHeight >= height) held = false;
  [top, height] = [scrollTop, by('scroller').scrollHeight];
}

/** Where a chat opens: at its newest message, or at the top of what an empty one says. */
function land(gently) {
  if (by('messages').querySelector('.hello')) by('scroller').scrollTop = 0;
  else toEnd(gently);
}

export function toEnd(gently) {
  held = true;
  const scroller = by('scroller');
  scroller.scrollTo({ top: scroller.scrollHeight, behavior: gently ? smooth() : 'instant' });
  seen();
}

function count(fresh) {
  if (fresh.some((message) => message.person === me())) return toEnd(true);
  unseen += fresh.length;
  by('to-end').hidden = false;
  by('to-end-count').textContent = unseen || '';
}

function seen() {
  unseen = 0;
  by('to-end').hidden = true;
  by('to-end-count').textContent = '';
}
