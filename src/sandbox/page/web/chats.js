// The list of chats, and which messages wait unread in each.

import { excerpt, authorName } from './bubble.js';
import { by, fill, h } from './dom.js';
import { me, messages, now, personName, stage, view } from './store.js';
import { chatAvatar, isTyping } from './talk.js';
import { clock, day, dayKey, w } from './words.js';

/** Up to which message each place was read. */
const read = new Map();
const links = new Map();

const places = (chat) => [0, ...chat.topics.map((topic) => topic.id)];
const key = (chat, topic) => `${chat}/${topic}`;

/** All that is there when the page opens counts as read. */
export function readAll() {
  for (const chat of stage().chats) for (const topic of places(chat)) mark(chat.id, topic);
}

/** The place that is open is read as it is seen. */
export function readHere() {
  if (document.visibilityState === 'visible') mark(view.chat, view.topic);
}

function mark(chat, topic) {
  read.set(key(chat, topic), messages(chat, topic).at(-1)?.id ?? 0);
}

export function unread(chat, topic) {
  const since = read.get(key(chat, topic)) ?? 0;
  return messages(chat, topic).filter((message) => message.id > since && message.person !== me(chat)).length;
}

/** The links stay what they are, so that a finger or the focus on one is not lost when news come. */
export function draw() {
  const chats = stage().chats;
  if (links.size !== chats.length) {
    for (const chat of chats) links.set(chat.id, h('a', { class: 'chat', dataset: { chat: chat.id } }));
    fill(by('chats'), chats.map((chat) => h('li', {}, links.get(chat.id))));
  }
  for (const chat of chats) item(chat, links.get(chat.id));
  elsewhere(chats);
}

/** On a phone the way back tells what waits in other chats. */
function elsewhere(chats) {
  const n = chats.filter(({ id }) => id !== view.chat).reduce((sum, chat) => sum + waits(chat), 0);
  by('back-count').textContent = n || '';
  by('back').setAttribute('aria-label', n ? `${w('back')}, ${w('unread', { n })}` : w('back'));
}

const waits = (chat) => places(chat).reduce((sum, topic) => sum + unread(chat.id, topic), 0);

function item(chat, link) {
  const last = places(chat).flatMap((topic) => messages(chat.id, topic)).sort((a, b) => a.id - b.id).at(-1);
  const waiting = waits(chat);
  const name = chat.person ? personName(chat.person) : chat.title;
  const typed = places(chat).some((topic) => isTyping(chat.id, topic));
  const current = view.chat === chat.id;
  const when = last && (dayKey(last.at) === dayKey(now()) ? clock(last.at) : day(last.at, now()));
  const said = typed ? w('typing') : last ? preview(chat, last) : w('empty');
  link.href = `#/${chat.id}/${current ? view.topic : 0}`;
  if (current) link.setAttribute('aria-current', 'page');
  else link.removeAttribute('aria-current');
  const signature = JSON.stringify([name, when, said, waiting, typed]);
  if (link.dataset.shows === signature) return;
  link.dataset.shows = signature;
  fill(
    link,
    chatAvatar(chat),
    h('span', { class: 'chat-middle' },
      h('span', { class: 'chat-title' }, h('span', { class: 'chat-name' }, name), chat.person && h('span', { class: 'role' }, chat.title)),
      h('span', { class: `chat-last${typed ? ' typing' : ''}` }, said)),
    h('span', { class: 'chat-end' },
      h('span', { class: 'chat-time' }, when ?? ''),
      waiting > 0 && h('span', { class: 'badge', 'aria-label': w('unread', { n: waiting }) }, String(waiting))),
  );
}

function preview(chat, last) {
  if (last.service) return excerpt(last);
  const mine = last.person !== null && last.person === me(chat.id);
  const who = mine ? w('you') : chat.person ? '' : authorName(last);
  return who ? `${who}: ${excerpt(last)}` : excerpt(last);
}
