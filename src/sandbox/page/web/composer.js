// Where one writes: text, replies, edits, files, commands, and as whom.

import { authorName, excerpt } from './bubble.js';
import { by, fill, h, hasKeys, icon } from './dom.js';
import { copy, toast } from './notices.js';
import * as sheets from './sheets.js';
import { me, message as find, messages, parts, personName, post, room, say, stage, view } from './store.js';
import { failed, toEnd } from './talk.js';
import { size, w } from './words.js';

const LARGEST = 20 << 20;

let hooks = {};
let nodes = {};
/** What the next message answers or changes, and the file it carries. */
let reply;
let edited;
let file;
/** Questions that the viewer closed. */
const dismissed = new Set();

export function prepare(given) {
  hooks = given;
  const talk = by('talk');
  const drop = (on) => talk.classList.toggle('dropping', on);
  talk.addEventListener('dragover', (event) => (event.preventDefault(), drop(true)));
  talk.addEventListener('dragleave', (event) => talk.contains(event.relatedTarget) || drop(false));
  talk.addEventListener('drop', (event) => {
    event.preventDefault();
    drop(false);
    carry(event.dataTransfer.files[0]);
  });
  // On its way down: what the click itself opens stays open.
  document.addEventListener('click', (event) => event.target.closest?.('.commands, .menu-button, .sheet') || close(), { capture: true });
}

/** Builds it anew: another chat, another language. */
export function build() {
  [reply, edited, file] = [undefined, undefined, undefined];
  nodes = {
    roles: h('div', { class: 'roles' }),
    context: h('div', { class: 'context', hidden: true }),
    commands: h('div', { class: 'commands', id: 'commands', hidden: true }),
    menu: h('button', { type: 'button', class: 'menu-button', 'aria-expanded': 'false', 'aria-controls': 'commands', onclick: toggleCommands }, icon('menu'), h('span', {}, w('menu'))),
    text: h('textarea', { id: 'text', rows: '1', maxlength: '4096', 'aria-label': w('write'), autocomplete: 'off', enterkeyhint: 'send', oninput: typed, onkeydown: keyed, onpaste: pasted }),
    picker: h('input', { type: 'file', class: 'unseen', tabindex: '-1', 'aria-label': w('attach'), onchange: (event) => carry(event.target.files[0]) }),
    attach: h('button', { type: 'button', class: 'icon-button attach', 'aria-label': w('attach'), 'aria-haspopup': 'menu', onclick: attach }, icon('attach')),
    send: h('button', { type: 'submit', class: 'send', 'aria-label': w('send') }, icon('send')),
  };
  nodes.form = h('form', { class: 'entry', onsubmit: submit }, nodes.menu, nodes.text, nodes.picker, nodes.attach, nodes.send);
  fill(by('composer'), nodes.commands, nodes.roles, nodes.context, nodes.form);
  roles();
  question();
}

/** In a group: as whom the viewer writes. */
function roles() {
  nodes.roles.hidden = Boolean(room()?.person) || !room();
  if (nodes.roles.hidden) return;
  const picks = room().members.map((id) => {
    const input = h('input', { type: 'radio', name: 'role', value: id, onchange: () => hooks.play(id) });
    input.checked = id === me();
    return h('label', { class: `role-pick hue-ring-${id % 4}` }, input, h('span', {}, personName(id)));
  });
  fill(nodes.roles, h('span', { class: 'roles-label', id: 'roles-label' }, h('span', { class: 'roles-you' }, w('asYou'), ' '), w('as')), h('span', { class: 'role-picks', role: 'radiogroup', 'aria-labelledby': 'roles-label' }, picks));
}

/** A question to whom the viewer plays opens their input field as a reply. */
export function question() {
  if (edited || file) return context();
  const list = messages();
  const asks = (message) => message.question && (!message.question.person || message.question.person === me());
  const last = list.findLastIndex(asks);
  const open = last >= 0 && !list.slice(last + 1).some((message) => message.person === me()) && !dismissed.has(list[last].id) ? list[last] : undefined;
  const forced = reply && reply.question;
  const news = open && reply?.id !== open.id;
  if (open && (!reply || forced)) reply = open;
  else if (!open && forced && !dismissed.has(reply.id)) reply = undefined;
  if (reply && !find(reply.chat, reply.id)) reply = undefined;
  context();
  if (news && reply === open && !document.querySelector('dialog[open]')) focus();
}

/** One writes at once. */
export function focus() {
  if (hasKeys()) nodes.text.focus({ preventScroll: true });
}

/** The strip that tells what the next message answers, changes or carries. */
function context() {
  const about = edited ?? reply;
  nodes.context.hidden = !about && !file;
  nodes.text.placeholder = file ? w('writeCaption') : reply?.question?.placeholder ?? (view.chat < 0 && !about ? w('writeGroup') : w('write'));
  nodes.send.classList.toggle('ready', Boolean(nodes.text.value.trim()) || Boolean(file));
  if (nodes.context.hidden) return;
  const title = file ? w('attached') : edited ? w('editing') : w('replyTo', { name: authorName(about) });
  const text = file ? `${file.name} · ${size(file.size)}` : excerpt(about);
  fill(
    nodes.context,
    h('span', { class: 'context-icon' }, icon(file ? 'file' : edited ? 'pen' : 'reply')),
    h('span', { class: 'context-middle' }, h('span', { class: 'context-title' }, title), h('span', { class: 'context-text' }, text)),
    h('button', { type: 'button', class: 'icon-button', 'aria-label': w('dismiss'), onclick: dismiss }, icon('close')),
  );
}

function dismiss() {
  if (edited) nodes.text.value = '';
  if (reply && !edited && !file) dismissed.add(reply.id);
  if (file) file = undefined;
  else [reply, edited] = [undefined, undefined];
  nodes.picker.value = '';
  grow();
  context();
  nodes.text.focus();
}

function carry(picked) {
  if (!picked) return;
  if (picked.size > LARGEST) return toast(w('tooLarge'));
  file = picked;
  context();
  nodes.text.focus();
}

function pasted(event) {
  const [picked] = event.clipboardData.files;
  if (!picked) return;
  event.preventDefault();
  carry(picked);
}

async function submit(event) {
  event?.preventDefault();
  const text = nodes.text.value.trim();
  if (!text && !file) return;
  const sent = { text, reply, edited, file };
  nodes.text.value = '';
  [reply, edited, file] = [undefined, undefined, undefined];
  nodes.picker.value = '';
  close();
  grow();
  context();
  try {
    await deliver(sent);
    toEnd(true);
    if (!edited && !isHeard(sent)) toast(w('unheard'));
  } catch {
    failed();
    nodes.text.value = text;
    [reply, edited, file] = [sent.reply, sent.edited, sent.file];
    context();
  }
}

/** In a group a bot hears commands and replies to it, nothing else. */
const isHeard = ({ text, reply: answers }) => view.chat > 0 || text.startsWith('/') || answers?.by === 'bot';

function deliver({ text, reply: answers, edited: changes, file: carried }) {
  if (changes) return post('/edit', { chat: changes.chat, person: me(), message: changes.id, text });
  if (!carried) return say(text, answers?.id);
  const query = new URLSearchParams({ chat: view.chat, person: me(), caption: text, name: carried.name });
  if (view.topic) query.set('topic', view.topic);
  if (answers) query.set('reply', answers.id);
  return fetch(`/file?${query}`, { method: 'POST', body: carried }).then((response) => {
    if (!response.ok) throw new Error(`file: ${response.status}`);
  });
}

function typed() {
  grow();
  const { value } = nodes.text;
  nodes.send.classList.toggle('ready', Boolean(value.trim()) || Boolean(file));
  if (/^\/\w*$/.test(value)) commands(value.slice(1));
  else close();
}

function grow() {
  nodes.text.style.height = 'auto';
  // An empty field is one line high, however long its placeholder.
  if (nodes.text.value) nodes.text.style.height = `${Math.min(nodes.text.scrollHeight, 160)}px`;
}

function keyed(event) {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    submit();
  } else if (event.key === 'Escape' && (reply || edited || file)) {
    event.stopPropagation();
    dismiss();
  } else if (event.key === 'ArrowUp' && !nodes.text.value && !edited) {
    const own = messages().findLast((message) => message.person === me() && message.text && !message.file);
    if (own) edit(own);
  }
}

function toggleCommands() {
  if (nodes.commands.hidden) commands('');
  else close();
}

/** The bot's menu, as it registered it for this chat and this person's language. */
function commands(start) {
  const menu = (parts.get(`menu/${view.chat}/${me()}`) ?? []).filter(({ command }) => command.startsWith(start));
  if (!menu.length) return close();
  fill(nodes.commands, menu.map(({ command, description }) =>
    h('button', { type: 'button', class: 'command-item', onclick: () => choose(command) }, h('span', { class: 'command-name' }, `/${command}`), h('span', { class: 'command-text' }, description))));
  nodes.commands.hidden = false;
  nodes.menu.setAttribute('aria-expanded', 'true');
}

function choose(command) {
  nodes.text.value = '';
  close();
  grow();
  context();
  say(`/${command}`).then(() => toEnd(true), failed);
}

export function close() {
  sheets.close();
  if (!nodes.commands || nodes.commands.hidden) return;
  nodes.commands.hidden = true;
  nodes.menu.setAttribute('aria-expanded', 'false');
}

function edit(message) {
  [edited, reply, file] = [message, undefined, undefined];
  nodes.text.value = message.text;
  grow();
  context();
  nodes.text.focus();
}

/** What can be sent beside text. */
function attach(event) {
  const sends = (what) => () => post('/enclose', { ...place(), person: me(), reply: reply?.id ?? null, what }).then(() => toEnd(true), failed);
  close();
  event.stopPropagation();
  sheets.open(nodes.form, nodes.attach, w('attach'), [
    ['file', w('pickFile'), () => nodes.picker.click()],
    ['sticker', w('sticker'), sends('sticker')],
    ['mic', w('voice'), sends('voice')],
    ['person', w('contact'), sends('contact')],
    ['pin', w('location'), sends('location')],
  ]);
}

const place = () => ({ chat: view.chat, topic: view.topic || null });

/** What can be done with a message. */
export function sheet(message, event) {
  event.preventDefault();
  event.stopPropagation();
  close();
  const row = event.target.closest('.row');
  const own = message.person !== null && message.person === me() && message.text && !message.file && !message.forwarded;
  sheets.onMessage(row, [
    ['reply', w('reply'), () => {
      reply = message;
      context();
      nodes.text.focus();
    }],
    own && ['pen', w('edit'), () => edit(message)],
    message.text && ['copy', w('copy'), () => copy(message.text)],
    ['forward', w('forward'), () => forward(row, message)],
  ]);
}

/** Whoever forwards a message chooses among the places where they may write. */
function forward(row, message) {
  const person = me();
  const chats = stage().chats.filter(({ members }) => members.includes(person));
  const places = chats.flatMap((chat) => [{ chat, topic: 0, title: chat.title }, ...chat.topics.map(({ id, title }) => ({ chat, topic: id, title: `${chat.title}: ${title}` }))]);
  sheets.onMessage(row, places.map(({ chat, topic, title }) => ['open', title, () => {
    const order = { chat: chat.id, topic: topic || null, person, from: message.chat, message: message.id };
    post('/forward', order).then(() => hooks.open(chat.id, topic, person), failed);
  }]), w('forward'));
}
