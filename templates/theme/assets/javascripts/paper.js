/* The paper with the answers in it, in one language or in two side by side. Its words come from the site's own files
   (generator/render/preview.py); answers are only ever put in as text. */
(function () {
  'use strict';

  const app = window.CitizenData;
  const each = app.answers.each;
  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src.replace(/[^/]*$/, '');
  const papers = window.CitizenDataPapers = window.CitizenDataPapers || [];
  const TICKED = '\u2611';
  /* With so many paragraphs each paper ends: what it is, and its licence. */
  const ABOUT = 2;
  const SOURCE = 'en';
  const REMARKS = window.CitizenDataAnswers.remarks;
  const REMARK = new RegExp(`^(.+)\\.(${REMARKS.join('|')})$`);

  /* The paper as the site of a language has it, or null when that file was not loaded. */
  /** @param {string} id @param {string} tag */
  function known(id, tag) {
    const found = papers.filter((entry) => entry[0] === id && entry[1] === tag)[0];
    return found ? found[2] : null;
  }

  /** @param {string} html */
  function element(html) {
    const holder = document.createElement('template');
    holder.innerHTML = html;
    return /** @type {HTMLElement} */ (holder.content.firstElementChild);
  }

  /** @param {string} css @param {Paper} paper */
  function holder(css, paper) {
    const part = app.element('div', css);
    part.lang = paper.lang;
    part.dir = paper.dir;
    part.dataset.locale = paper.locale;
    return part;
  }

  /* -- one language beside another: the same rules as generator/compose/beside.py ------------------------- */

  /* The element without what can be filled in, for the second column. */
  /** @template {Element} T @param {T} part */
  function wordsOnly(part) {
    const copy = part.cloneNode(true);
    each([/** @type {Element} */ (copy), ...Array.from(copy.querySelectorAll('*'))], (inner) => { inner.removeAttribute('id'); });
    each(copy.querySelectorAll('.field__line, .tick__box'), (blank) => { blank.remove(); });
    return copy;
  }

  /** @param {HTMLElement} other */
  function secondTitle(other) {
    const title = app.element('p', 'second-title');
    title.lang = other.lang;
    title.dir = other.dir;
    title.innerHTML = other.innerHTML;
    return title;
  }

  /* What a second language adds to a cell: its words, in an element of their own. */
  /** @param {Element} other @param {Paper} second */
  function cellWords(other, second) {
    const added = app.element('div');
    added.lang = second.lang;
    added.dir = second.dir;
    each(wordsOnly(other).childNodes, (node) => {
      if (!(node instanceof Element && (node.classList.contains('field') || node.classList.contains('tick')))) {
        added.appendChild(node.cloneNode(true));
      }
    });
    return added;
  }

  /** @param {HTMLElement} one @param {HTMLElement} other @param {Paper} second */
  function joinTables(one, other, second) {
    const cells = one.querySelectorAll('caption, th, td'), twins = other.querySelectorAll('caption, th, td');
    each(cells, (cell, at) => {
      const twin = twins[at];
      if (twin && twin.innerHTML !== cell.innerHTML && twin.textContent.trim()) { cell.appendChild(cellWords(twin, second)); }
    });
    return one;
  }

  /** @param {HTMLElement} one @param {HTMLElement} other */
  function joinCards(one, other) {
    each(one.children, (card, at) => {
      Array.from(other.children[at].childNodes).forEach((node) => { card.appendChild(node); });
    });
    return one;
  }

  /** @param {string} html @param {string} otherHtml @param {Paper} first @param {Paper} second */
  function joined(html, otherHtml, first, second) {
    const one = element(html);
    if (html === otherHtml) { return [one]; }
    const other = element(otherHtml);
    if (/^H[1-6]$/.test(one.tagName)) { return [one, secondTitle(other)]; }
    if (one.classList.contains('table')) { return [joinTables(one, other, second)]; }
    if (one.classList.contains('cards')) { return [joinCards(one, other)]; }
    const pair = app.element('div', 'pair'), left = holder('', first), right = holder('', second);
    left.appendChild(one);
    right.appendChild(wordsOnly(other));
    pair.appendChild(left);
    pair.appendChild(right);
    return [pair];
  }

  /* -- the whole paper ----------------------------------------------------------------------------------- */

  /** @param {ConditionalFragment} fragment @param {ConditionalFragment | null} twin @param {Paper} first @param {Paper | null} second */
  function conditional(fragment, twin, first, second) {
    const part = app.element('div', 'conditional');
    part.dataset.condition = fragment[0];
    part.appendChild(element(fragment[1]));
    if (twin && twin[1] !== fragment[1]) { part.appendChild(secondTitle(element(twin[1]))).className += ' conditional__words'; }
    parts(fragment[2], twin && twin[2], first, second).forEach((inner) => { part.appendChild(inner); });
    return part;
  }

  /** @param {Fragment[]} fragments @param {Fragment[] | null} twins @param {Paper} first @param {Paper | null} second */
  function parts(fragments, twins, first, second) {
    /** @type {HTMLElement[]} */
    const made = [];
    fragments.forEach((fragment, at) => {
      const twin = twins && twins[at];
      if (Array.isArray(fragment)) { made.push(conditional(fragment, /** @type {ConditionalFragment} */ (twin), first, second)); }
      else if (twin) { Array.prototype.push.apply(made, joined(fragment, /** @type {string} */ (twin), first, second)); }
      else { made.push(element(fragment)); }
    });
    return made;
  }

  /* The parts that were answered with no, named in each language; a script shows those that are. The copy of those who
     take part names none. */
  /** @param {Paper} first @param {Paper | null} second */
  function leftOut(first, second) {
    const section = app.element('section', 'left-out');
    if (!first.leftOut) { return section; }
    /** @type {(paper: Paper) => string} */
    const list = (paper) => `<ul>${paper.conditions.map((said) => `<li data-left-out="${said[0]}">${said[1]}</li>`).join('')}</ul>`;
    /** @type {(one: string, other: string) => void} */
    const add = (one, other) => { joined(one, other, first, second).forEach((part) => { section.appendChild(part); }); };
    first.leftOut.forEach((words, at) => { add(words, second ? second.leftOut[at] : words); });
    add(list(first), list(second || first));
    return section;
  }

  /* On paper they stand at the head of every page, as the footer stands at its foot. */
  /** @param {Paper[]} papers */
  function stamps(papers) {
    const head = app.element('div', 'paper__stamps');
    papers.forEach((paper) => { head.appendChild(stamp(paper)); });
    return head;
  }

  /** @param {Paper} paper */
  function stamp(paper) {
    const part = app.element('p', 'note note--draft paper__stamp');
    part.textContent = paper.stamp;
    part.lang = paper.lang;
    part.dir = paper.dir;
    return part;
  }

  /* The paper in a language, beside a second one or alone. An unchecked translation never stands alone: it gets English
     beside it, or after it when both languages are unchecked. */
  /** @param {string} id @param {string} tag @param {string} besideTag */
  function build(id, tag, besideTag) {
    const first = known(id, tag), english = known(id, SOURCE);
    const wanted = besideTag && besideTag !== tag ? known(id, besideTag) : null;
    const second = wanted || (first.checked ? null : english);
    const shown = holder('paper__text', first), body = app.element('div', 'paper__body');
    const drafts = [first, second].filter((paper) => paper && !paper.checked);
    shown.dataset.site = tag;
    if (drafts.length) { shown.appendChild(stamps(drafts.concat(english))); }
    body.appendChild(element(first.title));
    if (second && second.title !== first.title) { body.appendChild(element(second.title)); }
    parts(first.blocks, second && second.blocks, first, second).forEach((part) => { body.appendChild(part); });
    const notes = Array.from(body.children).filter((part) => part.id === 'for-the-team')[0]
      || body.children[body.children.length - ABOUT];
    body.insertBefore(leftOut(first, second), notes);
    if (drafts.length && first.lang !== SOURCE && second.lang !== SOURCE) {
      body.appendChild(element(english.original));
      parts(english.blocks, null, english, null).forEach((part) => { body.appendChild(wordsOnly(part)); });
      body.appendChild(leftOut(english, null));
    }
    shown.appendChild(body);
    const foot = app.element('p', 'paper__footer');
    foot.textContent = [first, second].filter((paper) => paper).map((paper) => paper.footer).join('\n');
    shown.appendChild(foot);
    return shown;
  }

  /* -- answers in it ------------------------------------------------------------------------------------- */

  /* Field of the paper → what is written there; `true` is a tick. What is chosen has no field of its own in a paper, only
     a box for each choice; `fields` tells which names the paper has. */
  /** @param {Answers} file @param {{has(name: string): boolean}} fields */
  function flatten(file, fields) {
    /** @type {Map<string, string | boolean>} */
    const marks = new Map();
    Object.keys(file.answers).forEach((name) => {
      const value = file.answers[name];
      if (value === true || value === false) {
        marks.set(name, value);
        marks.set(`${name}.${value ? 'yes' : 'no'}`, true);
      } else if (Array.isArray(value)) {
        value.forEach((id) => { marks.set(`${name}.${id}`, true); });
      } else {
        marks.set(name, String(value));
        if (!fields.has(name) && !REMARK.test(name) && fields.has(`${name}.${value}`)) { marks.set(`${name}.${value}`, true); }
      }
    });
    return marks;
  }

  /** @param {string} locale @param {string} day */
  function dayIn(locale, day) {
    try {
      return new Intl.DateTimeFormat(`${locale}-u-nu-latn-ca-gregory`, {
        year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC'
      }).format(new Date(`${day}T00:00:00Z`));
    } catch (error) { return day; }
  }

  /* What was typed has a direction of its own, whatever stands around it: the rule of Typed in generator/blocks/nodes.py. */
  /** @param {HTMLElement} part @param {boolean} written */
  function apart(part, written) {
    if (written) { part.dir = 'auto'; } else { part.removeAttribute('dir'); }
  }

  /** @param {HTMLElement} part @param {string | boolean} [value] */
  function mark(part, value) {
    if (part.classList.contains('tick__box')) {
      part.textContent = value === true ? TICKED : '';
      part.classList.toggle('is-ticked', value === true);
      return;
    }
    if (part.dataset.empty === undefined) { part.dataset.empty = part.textContent; }
    const written = typeof value === 'string';
    part.textContent = written ? value : part.dataset.empty;
    part.classList.toggle('written', written);
    apart(part, written);
  }

  /* A view of one paper: `show` builds it anew, `update` writes what has changed. */
  /** @param {HTMLElement} place @param {string} id */
  function View(place, id) {
    this.place = place;
    this.id = id;
    this.fields = new Map();
    this.marks = new Map();
    this.days = new Set();
    this.stated = '';
  }

  /** @param {string} tag @param {string} besideTag */
  View.prototype.show = function (tag, besideTag) {
    this.place.textContent = '';
    this.place.appendChild(build(this.id, tag, besideTag));
    this.marks = new Map();
    this.index();
  };

  View.prototype.index = function () {
    const fields = this.fields = new Map();
    each(this.place.querySelectorAll('[data-field]'), (part) => {
      const name = part.dataset.field;
      if (!fields.has(name)) { fields.set(name, []); }
      fields.get(name).push(part);
    });
  };

  /* Rows that the form has and the printed paper has not. */
  /** @param {string[]} names */
  View.prototype.growRows = function (names) {
    /** @type {Map<string, number>} */
    const wanted = new Map();
    names.forEach((name) => {
      const found = /^([a-z0-9-]+)\.([0-9]+)\.[a-z0-9-]+$/.exec(name);
      if (found) { wanted.set(found[1], Math.max(wanted.get(found[1]) || 0, Number(found[2]))); }
    });
    let grown = false;
    wanted.forEach((most, table) => {
      let last = 0;
      this.fields.forEach((parts_, name) => {
        const found = new RegExp(`^${table}\\.([0-9]+)\\.`).exec(name);
        if (found) { last = Math.max(last, Number(found[1])); }
      });
      for (let number = last + 1; last && number <= most; number += 1) {
        this.growRow(table, last, number);
        grown = true;
      }
    });
    if (grown) { this.index(); }
  };

  /** @param {string} table @param {number} last @param {number} number */
  View.prototype.growRow = function (table, last, number) {
    const from = `${table}.${last}.`;
    /** @type {Set<HTMLElement | null>} */
    const seen = new Set();
    each(this.place.querySelectorAll(`[data-field^="${from}"]`), (part) => { seen.add(part.closest('tr')); });
    seen.forEach((row) => {
      if (!row) { return; }
      const copy = row.cloneNode(true);
      each(copy.querySelectorAll('[data-field]'), (part) => {
        part.dataset.field = part.dataset.field.replace(from, `${table}.${number}.`);
        part.textContent = part.dataset.empty || '';
        part.classList.remove('written');
        apart(part, false);
      });
      let /** @type {Element} */ after = row;
      while (after.nextElementSibling) { after = after.nextElementSibling; }
      after.after(copy);
    });
  };

  /* Write the answers; only what has changed is touched, so that typing stays fast in a long paper. */
  /** @param {Answers} file */
  View.prototype.update = function (file) {
    const before = this.marks;
    this.growRows(Object.keys(file.answers));
    const marks = flatten(file, this.fields);
    before.forEach((value, name) => { if (!marks.has(name)) { this.write(name, undefined); } });
    marks.forEach((value, name) => { if (before.get(name) !== value) { this.write(name, value); } });
    this.marks = marks;
    this.apply(file.conditions);
  };

  /* The same for one typed answer; false when the paper has no place for it yet. */
  /** @param {string} name @param {Answer} value */
  View.prototype.updateOne = function (name, value) {
    if (!this.fields.has(name) && !(REMARK.test(name) && this.isList())) { return false; }
    if (value === undefined) { this.marks.delete(name); } else { this.marks.set(name, String(value)); }
    this.write(name, value === undefined ? undefined : String(value));
    return true;
  };

  /** @param {string} name @param {string | boolean} [value] */
  View.prototype.write = function (name, value) {
    (this.fields.get(name) || []).forEach((/** @type {HTMLElement} */ part) => {
      const day = typeof value === 'string' && this.days.has(name) && app.answers.isDay(value);
      mark(part, day ? dayIn(part.closest('[data-locale]').dataset.locale, value) : value);
    });
    const remark = REMARK.exec(name);
    if (remark && this.isList()) { this.remark(remark[1], remark[2], value); }
  };

  /* What was said of an item of a checklist stands below it. */
  /** @param {string} item @param {string} kind @param {string | boolean} [value] */
  View.prototype.remark = function (item, kind, value) {
    const paper = this.paper();
    (this.fields.get(item) || this.fields.get(`${item}.${this.level(item)}`) || []).slice(0, 1).forEach((/** @type {HTMLElement} */ box) => {
      const under = box.closest('.tick__text') || box.parentElement.querySelector('.tick__text') ||
        box.closest('tr').querySelector('th');
      let line = under.querySelector(`[data-remark="${kind}"]`);
      if (value === undefined) { if (line) { line.remove(); } return; }
      if (!line) {
        line = app.element('p', 'labelled');
        line.dataset.remark = kind;
        const later = REMARKS.slice(REMARKS.indexOf(kind) + 1)
          .map((name) => under.querySelector(`[data-remark="${name}"]`)).filter((found) => found)[0];
        under.insertBefore(line, later || null);
      }
      const words_ = /** @type {string} */ (value), said = kind === 'date' && app.answers.isDay(words_) ? dayIn(paper.locale, words_) : words_;
      line.textContent = '';
      const label = line.appendChild(app.element('strong'));
      label.innerHTML = paper.remarks[kind];
      line.appendChild(document.createTextNode(' '));
      const words = line.appendChild(document.createElement('bdi'));
      words.dir = 'auto';
      words.textContent = said;
    });
  };

  View.prototype.paper = function () { return known(this.id, /** @type {HTMLElement} */ (this.place.firstElementChild).dataset.site); };

  View.prototype.isList = function () { return this.paper().kind === 'checklist'; };

  /** @param {string} item */
  View.prototype.level = function (item) {
    let found = '';
    this.fields.forEach((parts_, name) => { if (!found && name.indexOf(`${item}.`) === 0) { found = name.slice(item.length + 1); } });
    return found;
  };

  /* Conditional parts: asked in words, in the text, or out of it and named at the end. */
  /** @param {Conditions} conditions */
  View.prototype.apply = function (conditions) {
    const stated = JSON.stringify(conditions);
    if (this.stated === stated && this.shownFor === this.place.firstElementChild) { return; }
    this.stated = stated;
    this.shownFor = this.place.firstElementChild;
    each(this.place.querySelectorAll('.conditional'), (part) => {
      const said = conditions[part.dataset.condition];
      part.classList.toggle('is-in', said === true);
      part.classList.toggle('is-out', said === false);
      each(part.querySelectorAll('.conditional__words'), (words) => { words.hidden = said === true; });
      part.hidden = said === false;
    });
    let out = 0;
    each(this.place.querySelectorAll('[data-left-out]'), (item) => {
      item.hidden = conditions[item.dataset.leftOut] !== false;
      out += item.hidden ? 0 : 1;
    });
    each(this.place.querySelectorAll('.left-out'), (section) => { section.hidden = out === 0; });
    each(this.place.querySelectorAll('.paper__body > h3'), hideWhenEmpty);
  };

  /* A heading below which every part is out goes too. */
  /** @param {HTMLElement} heading */
  function hideWhenEmpty(heading) {
    let part = /** @type {HTMLElement} */ (heading.nextElementSibling), filled = false, any = false;
    while (part && part.tagName !== 'H3' && !part.classList.contains('left-out')) {
      if (!part.classList.contains('second-title')) {
        any = true;
        filled = filled || !part.hidden;
      }
      part = /** @type {HTMLElement} */ (part.nextElementSibling);
    }
    heading.hidden = any && !filled;
    const second = /** @type {HTMLElement} */ (heading.nextElementSibling);
    if (second && second.classList.contains('second-title')) { second.hidden = heading.hidden; }
  }

  /* Have the scripts of a paper here: in a language, in a second one, and in English where one is unchecked. */
  /** @param {string} root @param {string} id @param {string[]} tags @returns {Promise<void>} */
  function fetched(root, id, tags) {
    const wanted = tags.filter((tag) => tag && !known(id, tag));
    const scripts = ['vendor/fflate', 'unpack'].map((name) => `${here}${name}.js`);
    return Promise.all(scripts.concat(wanted.map((tag) => `${root}../${tag}/fill/${id}.js`)).map(app.load)).then(() => {
      wanted.filter((tag) => !known(id, tag)).forEach((tag) => {
        papers.push([id, tag, app.unpackedData(`${tag}/${id}`, 'paper.json')]);
      });
      const drafts = tags.filter((tag) => tag && !known(id, tag).checked);
      return drafts.length && !known(id, SOURCE) ? fetched(root, id, [SOURCE]) : null;
    });
  }

  /* The language in which the site has a paper: that of the page, or the one to which its links lead. */
  /** @param {string} id */
  function siteOf(id) {
    const link = /** @type {HTMLAnchorElement} */ (document.querySelector(`main a[hreflang][href$="/${id}.html"]`));
    return link ? link.hreflang : document.documentElement.lang;
  }

  app.paper = {View: View, fetched: fetched, known: known, siteOf: siteOf, element: element, flatten: flatten, dayIn: dayIn, REMARK: REMARK};
}());
