// Making nodes. Nothing here reads HTML: text becomes text.

/** `h('p', { class: 'x', onclick: f }, 'text', node)`; what is absent or false is left out. */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (name === 'dataset') Object.assign(node.dataset, value);
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return node;
}

const SHAPES = {
  back: 'M15 5l-7 7 7 7',
  send: 'M4 12l16-8-5 16-3-7z M12 13l8-9',
  attach: 'M8 12.5l6-6a3.2 3.2 0 0 1 4.6 4.6l-8 8a5 5 0 0 1-7.1-7.1l7.6-7.6',
  menu: 'M5 7h14 M5 12h14 M5 17h9',
  close: 'M6 6l12 12 M18 6L6 18',
  down: 'M6 9.5l6 6 6-6',
  more: 'M6 12h.01 M12 12h.01 M18 12h.01',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z M12 9.300a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4',
  file: 'M7 3h7l4 4v14H7z M14 3v4h4',
  people: 'M9 11a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.400z M3 19c0-3.3 2.7-5.5 6-5.500s6 2.2 6 5.5 M16 5.200a3 3 0 0 1 0 5.6 M17.5 13.900c2.100.6 3.5 2.5 3.5 5.100',
  topics: 'M9.5 4L7.5 20 M16.5 4l-2 16 M4.5 9h16 M3.5 15h16',
  reply: 'M10 7L4.5 12l5.5 5v-3.500c4.5 0 7 1 9.5 4.5-.5-5-3.5-7.5-9.5-8z',
  pen: 'M5 19l1-4L16.5 4.500l3 3L9 18z M14 7l3 3',
  copy: 'M9 9h10v11H9z M15 9V4H5v11h4',
  open: 'M8 6h10v10 M18 6L7 17',
  sliders: 'M4 8h9 M17 8h3 M4 16h3 M11 16h9 M15 5.800v4.4 M9 13.800v4.4',
  theme: 'M12 3.500a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17z M12 3.500v17 M12 7h4 M12 10.500h6 M12 14h6 M12 17.500h4',
  forward: 'M14 7l5.5 5-5.5 5v-3.500c-4.5 0-7 1-9.5 4.5.5-5 3.5-7.500 9.5-8z',
  sticker: 'M12 3.500a8.500 8.500 0 1 0 8.500 8.500c0-.5 0-1-.1-1.400L13.500 3.600c-.5-.1-1-.1-1.500-.1z M13.500 3.600c0 4 2.500 7 6.900 7',
  mic: 'M12 14.500a3 3 0 0 0 3-3v-5a3 3 0 0 0-6 0v5a3 3 0 0 0 3 3z M6 11.500a6 6 0 0 0 12 0 M12 17.500v3',
  person: 'M12 11.500a3.600 3.600 0 1 0 0-7.200 3.600 3.600 0 0 0 0 7.200z M5 20c0-3.600 3-6 7-6s7 2.400 7 6',
  pin: 'M12 21s-6.500-5.800-6.500-10.700a6.500 6.500 0 0 1 13 0C18.500 15.200 12 21 12 21z M12 12.500a2.300 2.300 0 1 0 0-4.600 2.300 2.300 0 0 0 0 4.600',
  bolt: 'M13 3L5 13.500h6L10 21l8-10.500h-6z',
};

export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', SHAPES[name]);
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(path);
  return svg;
}

/** Whether one may be made to write: where a finger points, a keyboard would come up and cover what one came to read. */
export const hasKeys = () => !matchMedia('(pointer: coarse)').matches;

export const by = (id) => document.getElementById(id);

/** Puts these children into a node, in place of all it had. */
export function fill(node, ...children) {
  node.replaceChildren(...children.flat().filter(Boolean));
}
