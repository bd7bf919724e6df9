// A text and its entities as nodes. Offsets count UTF-16 units, as JavaScript does.

import { h } from './dom.js';
import { w } from './words.js';

/** `on` holds what happens: `link(address)`, `copy(text)`, `command(text)`. */
export function rich(text, entities, on) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return stretch(text, 0, text.length, sorted, on);
}

function stretch(text, start, end, entities, on) {
  const nodes = [];
  let at = start;
  for (let index = 0; index < entities.length; ) {
    const entity = entities[index];
    const last = Math.min(entity.offset + entity.length, end);
    let next = index + 1;
    while (next < entities.length && entities[next].offset < last) next += 1;
    // A block ends the line before it and begins the one after it.
    const block = BLOCKS.has(entity.type);
    const before = text.slice(at, entity.offset);
    if (before) nodes.push(block ? before.replace(/\n$/, '') : before);
    const inside = stretch(text, entity.offset, last, entities.slice(index + 1, next), on);
    nodes.push(element(entity, inside, text.slice(entity.offset, last), on));
    at = block && text[last] === '\n' ? last + 1 : last;
    index = next;
  }
  if (at < end) nodes.push(text.slice(at, end));
  return nodes;
}

const BLOCKS = new Set(['pre', 'blockquote', 'expandable_blockquote']);
const PLAIN = { bold: 'strong', italic: 'em', underline: 'u', strikethrough: 's', blockquote: 'blockquote' };

function element(entity, inside, text, on) {
  if (PLAIN[entity.type]) return h(PLAIN[entity.type], {}, inside);
  switch (entity.type) {
    case 'code':
      return h('code', button(w('copyCode', { text }), () => on.copy(text)), inside);
    case 'pre':
      return h('pre', { tabindex: '0' }, inside);
    case 'text_link':
      return link(entity.url, inside, on);
    case 'url':
      return link(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`, inside, on);
    case 'bot_command':
      return h('span', { class: 'command', ...button(text, () => on.command(text)) }, inside);
    case 'spoiler': {
      const spoiler = h('span', { class: 'spoiler', ...button(w('showSpoiler'), () => spoiler.classList.add('shown')) }, inside);
      return spoiler;
    }
    case 'expandable_blockquote':
      return h('details', { class: 'quote-block' }, h('summary', {}, text.split('\n')[0]), inside);
    default:
      return h('span', { class: `entity-${entity.type}` }, inside);
  }
}

function link(address, inside, on) {
  if (!/^https?:\/\//i.test(address)) return h('span', {}, inside);
  const go = (event) => {
    if (on.link(address)) event.preventDefault();
  };
  return h('a', { href: address, target: '_blank', rel: 'noopener noreferrer', onclick: go }, inside);
}

/** What makes an inline node a button, for the mouse, the keyboard and a screen reader. */
function button(label, act) {
  const onkeydown = (event) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      act();
    }
  };
  return { role: 'button', tabindex: '0', 'aria-label': label, onclick: act, onkeydown };
}
