// Where one writes: text, replies, edits, files, commands, and as whom.

import { authorName, excerpt } from './bubble.js';
import { by, fill, h, icon } from './dom.js';
import { copy, toast } from './notices.js';
import { me, message as find, messages, parts, post, room, say, stage, view } from './store.js';
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
  document.addEventListener('click', (event) => {
    if (!event.target.closest?.('.commands, .menu-button, .sheet, .more')) close();
  });
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
    attach: h('button', { type: 'button', class: 'icon-button', 'aria-label': w('attach'), onclick: () => nodes.picker.click() }, icon('attach')),
    send: h('button', { type: 'submit', class: 'send', 'aria-label': w('send') }, icon('send')),
  };
  const form = h('form', { class: 'entry', onsubmit: submit }, nodes.menu, nodes.text, nodes.picker, nodes.attach, nodes.send);
  fill(by('composer'), nodes.commands, nodes.roles, nodes.context, form);
  roles();
  question();
}

/** In a group: as whom the viewer writes. */
function roles() {
  nodes.roles.hidden = Boolean(room()?.person) || !room();
  if (nodes.roles.hidden) return;
  const picks = stage().people.map(({ id, name }) => {
    const input = h('input', { type: 'radio', name: 'role', value: id, onchange: () => hooks.play(id) });
    input.checked = id === me();
    return h('label', { class: `role-pick hue-ring-${id % 4}` }, input, h('span', {}, name));
  });
  fill(nodes.roles, h('span', { class: 'roles-label', id: 'roles-label' }, w('as')), h('span', { class: 'role-picks', role: 'radiogroup', 'aria-labelledby': 'roles-label' }, picks));
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
  if (news && reply === open && matchMedia('(pointer: fine)').matches && !document.querySelector('dialog[open]')) nodes.text.focus({ preventScroll: true });
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
  for (const sheet of document.querySelectorAll('.sheet')) sheet.remove();
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

/** What can be done with a message. */
export function sheet(message, event) {
  event.preventDefault();
  event.stopPropagation();
  close();
  const origin = event.currentTarget.closest?.('.row');
  const own = message.person !== null && message.person === me() && message.text && !message.file;
  const pick = (name, words, act) => h('button', { type: 'button', role: 'menuitem', class: 'sheet-item', onclick: () => (close(), act()) }, icon(name), w(words));
  const node = h('div', { class: 'sheet', role: 'menu', 'aria-label': w('actions') },
    pick('reply', 'reply', () => {
      reply = message;
      context();
      nodes.text.focus();
    }),
    own && pick('pen', 'edit', () => edit(message)),
    message.text && pick('copy', 'copy', () => copy(message.text)));
  node.addEventListener('keydown', (key) => walk(key, node, origin));
  origin.append(node);
  node.firstElementChild.focus({ preventScroll: true });
  node.scrollIntoView({ block: 'nearest' });
}

function walk(event, node, origin) {
  const items = [...node.children];
  const at = items.indexOf(document.activeElement);
  if (event.key === 'ArrowDown') items[(at + 1) % items.length].focus();
  else if (event.key === 'ArrowUp') items[(at + items.length - 1) % items.length].focus();
  else if (event.key === 'Escape') {
    close();
    origin.querySelector('.more').focus();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}
