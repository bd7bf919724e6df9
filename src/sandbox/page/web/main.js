// Where it all comes together: the address says which chat is open, the server what is in it.

import * as chats from './chats.js';
import * as composer from './composer.js';
import * as drawer from './drawer.js';
import { by, icon } from './dom.js';
import * as notices from './notices.js';
import { connect, follow, parts, post, room, stage, view } from './store.js';
import * as talk from './talk.js';
import { chosen, speak, spoken } from './words.js';

let begun = false;
let lastAnswer = '';

function begin() {
  begun = true;
  chats.readAll();
  lastAnswer = newestAnswer();
  go();
}

/** `#/CHAT/TOPIC` opens a chat, `#/` the list (on a phone), nothing the first chat. */
function go() {
  const [, chat, topic] = location.hash.split('/');
  const list = location.hash === '#/';
  by('app').dataset.view = list ? 'list' : 'talk';
  const wanted = room(Number(chat)) ?? room() ?? stage().chats[0];
  const topics = wanted.topics.map(({ id }) => id);
  if (view.chat !== wanted.id) notices.clear();
  view.chat = wanted.id;
  view.topic = topics.includes(Number(topic)) ? Number(topic) : 0;
  if (!list) chats.readHere();
  composer.build();
  talk.draw();
  chats.draw();
  if (!list && !drawer.isOpen()) composer.focus();
}

function open(chat, topic, person) {
  if (person) view.roles.set(chat, person);
  const address = `#/${chat}/${topic}`;
  if (view.chat !== chat) notices.clear();
  view.chat = chat;
  view.topic = topic;
  if (location.hash !== address) location.hash = address;
}

function language(next) {
  speak(next);
  for (const button of document.querySelectorAll('[data-language]')) button.setAttribute('aria-pressed', String(button.dataset.language === next));
  const address = new URL(location.href);
  address.searchParams.set('lang', next);
  history.replaceState(null, '', address);
  drawer.build();
  if (!begun) return;
  composer.build();
  talk.draw({ afresh: true });
  chats.draw();
}

const tell = () => post('/language', { language: spoken() }).catch(talk.failed);

const answers = () => [...parts.keys()].filter((name) => name.startsWith('answer/')).sort();
const newestAnswer = () => answers().at(-1) ?? '';

/** Answers are shown once, also when the connection was lost in between. */
function tellAnswers() {
  for (const name of answers().filter((known) => known > lastAnswer)) {
    talk.answered(parts.get(name));
    notices.answered(parts.get(name));
  }
  if (newestAnswer() !== lastAnswer) lastAnswer = newestAnswer();
}

follow(({ afresh, set, gone }) => {
  if (!begun) return begin();
  set.filter((name) => name.startsWith('typing/')).forEach(talk.types);
  gone.filter((name) => name.startsWith('typing/')).forEach(talk.stopsTyping);
  tellAnswers();
  if (!room()) return go();
  talk.draw();
  if (by('app').dataset.view === 'talk' || matchMedia('(min-width: 760px)').matches) chats.readHere();
  composer.question();
  talk.head();
  chats.draw();
  drawer.draw();
  if (afresh) tell();
});

talk.prepare({
  open,
  menu: composer.sheet,
  unread: chats.unread,
  typed: () => (talk.head(), chats.draw()),
});
composer.prepare({
  open,
  play(person) {
    view.roles.set(view.chat, person);
    composer.build();
    document.querySelector('[name="role"]:checked')?.focus();
    talk.draw();
    chats.draw();
  },
});
notices.prepare();
by('theme').append(icon('theme'));
drawer.prepare();
addEventListener('hashchange', go);
document.addEventListener('visibilitychange', () => begun && (chats.readHere(), chats.draw()));
document.addEventListener('keydown', (event) => event.key === 'Escape' && composer.close());
for (const button of document.querySelectorAll('[data-language]')) {
  button.addEventListener('click', () => (language(button.dataset.language), tell()));
}
language(chosen());
tell().then(connect);
