/**
 * What the page does where scripts run: filters that live in the address, copying, opening everything for print. It
 * only hides, opens and reads what stands in the page, and writes text, never markup.
 */
export const SCRIPT = `(() => {
'use strict';
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const byId = (id) => document.getElementById(id);

const texts = new Map();
const textOf = (element) => {
  if (!texts.has(element)) texts.set(element, element.textContent.toLowerCase());
  return texts.get(element);
};

const startFilters = (form) => {
  const FACETS = ['cause', 'category', 'since'];
  const shown = byId('shown');
  const unfiltered = shown.textContent;
  const inSync = byId('in-sync');
  const quiet = all('.quiet > li');
  const services = all('#findings > article').map((element) => ({
    element,
    differences: all('.difference', element),
    about: all('h3, .facts, .reason', element),
    rest: all('.aside', element),
  }));
  const total = services.reduce((sum, { differences }) => sum + differences.length, 0);

  const readForm = () => {
    const filter = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value.trim() !== '') filter.append(name, value.trim());
    return filter;
  };
  const has = (filter, name, value) => !filter.has(name) || filter.getAll(name).includes(value);

  const showService = (service, filter, words) => {
    const { element, differences } = service;
    const inStack = has(filter, 'stack', element.dataset.stack);
    const about = words.length === 0 ? '' : service.about.map(textOf).join(' ');
    const matches = (text) => words.every((word) => text.includes(word));
    let visible = 0;
    for (const difference of differences) {
      const fits = inStack && FACETS.every((name) => has(filter, name, difference.dataset[name]));
      difference.hidden = !(fits && (words.length === 0 || matches(about + ' ' + textOf(difference))));
      if (!difference.hidden) visible++;
    }
    const byProperty = filter.has('cause') || filter.has('category');
    const fits = inStack && !byProperty && has(filter, 'since', element.dataset.since);
    const byText = fits && (words.length === 0 || matches(about + ' ' + service.rest.map(textOf).join(' ')));
    element.hidden = visible === 0 && !byText;
    return visible;
  };

  const apply = () => {
    const filter = readForm();
    const words = (filter.get('q') ?? '').toLowerCase().split(/\\s+/).filter(Boolean);
    const visible = services.reduce((sum, service) => sum + showService(service, filter, words), 0);
    const byFacet = FACETS.some((name) => filter.has(name));
    for (const item of quiet) {
      const fits = has(filter, 'stack', item.dataset.stack) && words.every((word) => textOf(item).includes(word));
      item.hidden = byFacet || !fits;
    }
    if (inSync) inSync.hidden = quiet.every((item) => item.hidden);
    const text = [...filter].length === 0 ? unfiltered : 'Showing ' + visible + ' of ' + unfiltered;
    if (shown.textContent !== text) shown.textContent = text;
    return filter;
  };

  const remember = (filter) => {
    const hash = String(filter);
    const address = hash === '' ? location.pathname + location.search : '#' + hash;
    try {
      history.replaceState(null, '', address);
    } catch {
      // A page without an address of its own has nowhere to keep it.
    }
  };

  const recall = () => {
    const hash = location.hash.slice(1);
    if (hash !== '' && !hash.includes('=')) return;
    const filter = new URLSearchParams(hash);
    for (const box of all('input[type=checkbox]', form)) box.checked = filter.getAll(box.name).includes(box.value);
    form.elements.q.value = filter.get('q') ?? '';
    form.elements.stack.value = filter.get('stack') ?? '';
    if (form.elements.stack.selectedIndex < 0) form.elements.stack.value = '';
    apply();
  };

  let waiting;
  form.addEventListener('input', (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => remember(apply()), event.target.type === 'search' ? 150 : 0);
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  byId('clear').addEventListener('click', () => {
    form.reset();
    remember(apply());
  });
  const setOpen = (open) => {
    for (const details of all('main details')) details.open = open;
  };
  byId('open').addEventListener('click', () => setOpen(true));
  byId('close').addEventListener('click', () => setOpen(false));
  window.addEventListener('hashchange', recall);
  form.hidden = false;
  recall();
};

const select = (element) => {
  const range = document.createRange();
  range.selectNodeContents(element);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
};

const copy = async (button) => {
  const code = button.nextElementSibling;
  let copied = false;
  try {
    await navigator.clipboard.writeText(code.textContent);
    copied = true;
  } catch {
    select(code);
    copied = document.execCommand('copy');
  }
  const said = copied ? 'Copied' : 'Selected, copy it with the keyboard';
  button.textContent = said;
  byId('copied').textContent = said;
  setTimeout(() => {
    button.textContent = 'Copy';
    byId('copied').textContent = '';
  }, 3000);
};

const addCopyButtons = () => {
  for (const item of all('.remedies > li')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'Copy';
    const title = item.querySelector('span').textContent;
    // A command for several differences stands after them, under the name of the service.
    const place = item.closest('.difference')?.querySelector('h4') ?? item.closest('article').querySelector('h3');
    button.setAttribute('aria-label', 'Copy: ' + title + ', ' + place.textContent);
    item.querySelector('pre').before(button);
  }
  document.addEventListener('click', (event) => {
    if (event.target.matches('.copy')) copy(event.target);
  });
};

const openForPrint = () => {
  let opened = [];
  window.addEventListener('beforeprint', () => {
    opened = all('details:not([open])');
    for (const details of opened) details.open = true;
  });
  window.addEventListener('afterprint', () => {
    for (const details of opened) details.open = false;
  });
};

const form = byId('filters');
if (form) startFilters(form);
addCopyButtons();
openForPrint();
})();
`;
