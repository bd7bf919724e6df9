// What the server shows, part by part, and what the viewer looks at.

import { spoken } from './words.js';

export const parts = new Map();
const listeners = [];

/** Where the viewer is: a chat, a topic of it (0 is none), and whom they play there. */
export const view = { chat: 0, topic: 0, roles: new Map(), connected: true };

/** `changed({ afresh, set, gone })` after every change, with the names of the parts. */
export function follow(changed) {
  listeners.push(changed);
}

export function connect() {
  const source = new EventSource('/events');
  source.onmessage = (event) => take(JSON.parse(event.data));
  source.onopen = () => connection(true);
  source.onerror = () => connection(false);
}

function connection(connected) {
  if (view.connected === connected) return;
  view.connected = connected;
  tell({ afresh: false, set: ['operator'], gone: [] });
}

function take({ afresh, set, gone }) {
  const before = afresh ? [...parts.keys()].filter((name) => !(name in set)) : gone;
  const known = (name) => JSON.stringify(parts.get(name)) === JSON.stringify(set[name]);
  const fresh = Object.keys(set).filter((name) => !afresh || !known(name));
  for (const name of before) parts.delete(name);
  for (const [name, part] of Object.entries(set)) parts.set(name, part);
  tell({ afresh, set: fresh, gone: before });
}

function tell(changes) {
  for (const listener of listeners) listener(changes);
}

/** Parts whose names start so, in the order of their names. */
export function under(prefix) {
  const names = [...parts.keys()].filter((name) => name.startsWith(prefix));
  return names.sort().map((name) => parts.get(name));
}

export const stage = () => parts.get('stage') ?? { people: [], chats: [], bot: '' };
export const operator = () => parts.get('operator') ?? { gateway: 'normal', telegram: 'normal', ahead: 0, pid: 1, start: 1 };
export const now = () => Date.now() + operator().ahead * 1000;
export const room = (id = view.chat) => stage().chats.find((chat) => chat.id === id);
export const personName = (id) => stage().people.find((person) => person.id === id)?.name[spoken()] ?? '';

/** Whom the viewer plays in a chat. */
export function me(chat = view.chat) {
  return room(chat)?.person ?? view.roles.get(chat) ?? room(chat)?.members[0];
}

const inTopic = (message, topic) => (message.topic ?? 0) === topic;

/** The messages of a chat, or of one topic of it, that whom the viewer plays may see. */
export function messages(chat = view.chat, topic = view.topic) {
  const mine = me(chat);
  return under(`message/${chat}/`).filter((message) => inTopic(message, topic) && (!message.only || message.only === mine));
}

export const message = (chat, id) => parts.get(`message/${chat}/${String(id).padStart(9, '0')}`);

export async function post(path, body) {
  const response = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.status === 204 ? undefined : response.json();
}

/** Says something in the chat that is open. */
export const say = (text, reply) =>
  post('/say', { chat: view.chat, person: me(), topic: view.topic || null, reply: reply ?? null, text });
