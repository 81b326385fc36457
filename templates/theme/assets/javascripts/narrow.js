/* The list of papers, made shorter by what somebody chooses. Without this file the whole list stands there.
   Nothing is kept and nothing is sent: what somebody looks for stands in no address. */
(function () {
  'use strict';

  const data = window.CitizenDataNarrowing;
  const heads = data.heads.map((id) => document.getElementById(id)).filter(Boolean);
  if (!heads.length) { return; }

  /** @template {keyof HTMLElementTagNameMap} K @param {HTMLElement} parent @param {K} tag @param {string} [css] */
  function add(parent, tag, css) {
    const part = document.createElement(tag);
    if (css) { part.className = css; }
    return parent.appendChild(part);
  }

  /* Words, which may be in another language than the page; `{name}` in them is filled in. */
  /** @template {HTMLElement} T @param {T} part @param {OwnWords} said @param {Values} [values] */
  function say(part, said, values) {
    const own = typeof said === 'string', words = own ? said : said[0];
    part.textContent = words.replace(/\{([a-z]+)\}/g, (mark, name) => (values && name in values ? String(values[name]) : mark));
    if (!own) { part.lang = said[1]; part.dir = said[2]; }
    return part;
  }

  /* What stands below a heading up to the next one, with the entries in it. */
  /** @param {HTMLElement} head */
  function section(head) {
    /** @type {HTMLElement[]} */
    const parts = [head];
    for (let part = head.nextElementSibling; part && part.tagName !== 'H2'; part = part.nextElementSibling) { parts.push(/** @type {HTMLElement} */ (part)); }
    /** @type {{item: HTMLElement, fits: string[][]}[]} */
    const items = [];
    parts.forEach((part) => {
      Array.prototype.forEach.call(part.querySelectorAll('li'), (item) => {
        const link = item.querySelector('a'), fits = link && data.entries[link.getAttribute('href')];
        if (fits) { items.push({item: item, fits: fits}); }
      });
    });
    return {parts: parts, items: items};
  }

  const sections = heads.map(section);
  const all = sections.reduce((count, each) => count + each.items.length, 0);
  const box = document.createElement('div');
  box.className = 'narrow';
  box.setAttribute('role', 'group');
  heads[0].before(box);
  const title = say(add(box, 'p', 'narrow__title'), data.words.title);
  title.id = '__narrow';
  box.setAttribute('aria-labelledby', title.id);

  const choices = data.facets.map((facet) => {
    const row = add(box, 'p', 'narrow__choice'), label = say(add(row, 'label'), facet.label), select = add(row, 'select');
    select.id = label.htmlFor = '__narrow-' + facet.id;
    select.autocomplete = 'off';
    [/** @type {[string, OwnWords]} */ (['', data.words.any])].concat(facet.options).forEach((option) => {
      say(add(select, 'option'), option[1]).value = option[0];
    });
    select.addEventListener('change', show);
    return select;
  });

  const end = add(box, 'p', 'narrow__end'), status = add(end, 'span', 'narrow__count');
  status.setAttribute('role', 'status');
  const reset = say(add(end, 'button', 'button button--small'), data.words.reset);
  reset.type = 'button';
  reset.addEventListener('click', () => {
    choices.forEach((select) => { select.value = ''; });
    show();
    choices[0].focus();
  });

  function show() {
    let count = 0;
    sections.forEach((each) => {
      let here = 0;
      each.items.forEach((entry) => {
        const fits = choices.every((select, at) => !select.value || entry.fits[at].indexOf(select.value) >= 0);
        entry.item.hidden = !fits;
        here += Number(fits);
      });
      each.parts.forEach((part) => { part.hidden = !here; });
      count += here;
    });
    say(status, count ? data.words.count : data.words.none, {shown: count, all: all});
    reset.hidden = choices.every((select) => !select.value);
  }

  /* A page that leads to the papers of a stage names it in the link: `#stage-collection`. */
  function follow() {
    let led = false;
    data.facets.forEach((facet, at) => {
      facet.options.forEach((option) => {
        if (window.location.hash === '#' + facet.id + '-' + option[0]) {
          choices.forEach((select) => { select.value = ''; });
          choices[at].value = option[0];
          led = true;
        }
      });
    });
    show();
    if (led) { box.scrollIntoView(); }
  }

  window.addEventListener('hashchange', follow);
  window.addEventListener('load', follow);
  show();
}());
