/* The published Word document with the answers in its content controls. It is changed and packed again in this page;
   generator/render/formats/docx.py writes what is looked for here: tags of controls, bookmarks of conditions. */
(function () {
  'use strict';

  const app = window.CitizenData;
  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src.replace(/[^/]*$/, '');
  const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  const W14 = 'http://schemas.microsoft.com/office/word/2010/wordml';
  const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const PART = 'word/document.xml';
  /** @type {Record<string, string>} */
  const MARKS = {ltr: '\u200e', rtl: '\u200f'};
  /* Letters and numbers of scripts that run from right to left. */
  const LEFTWARDS = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|[\ud802\ud803\ud83a\ud83b][\udc00-\udfff]/;
  const PACKED = {level: 6, mtime: new Date(1980, 0, 1)};

  /** @param {Document | Element} root @param {string} name */
  function all(root, name) { return Array.from(root.getElementsByTagNameNS(W, name)); }

  /** @param {Document | Element} root @param {string} name */
  function first(root, name) { return all(root, name)[0] || null; }

  /** @param {Element} part @param {string} [name] */
  function value(part, name) { return part.getAttributeNS(W, name || 'val') || ''; }

  /** @param {Document} xml @param {string} name @param {Record<string, string>} [attributes] */
  function make(xml, name, attributes) {
    const part = xml.createElementNS(W, `w:${name}`);
    Object.keys(attributes || {}).forEach((key) => { part.setAttributeNS(W, `w:${key}`, attributes[key]); });
    return part;
  }

  /* A run's words, each line on its own. */
  /** @param {Document} xml @param {Element} run @param {string} words */
  function fillRun(xml, run, words) {
    all(run, 't').concat(all(run, 'br')).forEach((old) => { old.remove(); });
    app.answers.clean(words).split('\n').forEach((line, at) => {
      if (at) { run.appendChild(make(xml, 'br')); }
      const text = run.appendChild(make(xml, 't'));
      text.setAttribute('xml:space', 'preserve');
      text.textContent = line;
    });
  }

  /* The direction of words by their first letter, as a browser finds it. */
  /** @param {string} words_ */
  function directionOf(words_) {
    const part = document.body.appendChild(document.createElement('bdi'));
    part.dir = 'auto';
    part.textContent = words_;
    const found = getComputedStyle(part).direction;
    part.remove();
    return found;
  }

  /* Words that somebody typed, apart from the direction around them: the rule of `typed` in docx_parts.py. */
  /** @param {Document} xml @param {Element} run @param {string} words_ */
  function typeRun(xml, run, words_) {
    const look = first(run, 'rPr'), turned = first(run, 'rtl'), own = MARKS[directionOf(words_)];
    const around = turned ? MARKS.rtl : MARKS.ltr;
    if (turned && own === MARKS.ltr) { turned.remove(); }
    if (!turned && look && own === MARKS.rtl) { look.insertBefore(make(xml, 'rtl'), first(look, 'lang')); }
    const lines = words_.split('\n');
    if (!turned && !LEFTWARDS.test(words_) && lines.length === 1) { fillRun(xml, run, words_); return; }
    fillRun(xml, run, lines.map((line) => around + own + line + own + around).join('\n'));
  }

  /** @param {Document} xml */
  function controls(xml) {
    /** @type {Map<string, Element[]>} */
    const found = new Map();
    all(xml, 'sdt').forEach((control) => {
      const tag = first(control, 'tag'), name = tag ? value(tag) : '';
      if (!name) { return; }
      if (!found.has(name)) { found.set(name, []); }
      found.get(name).push(control);
    });
    return found;
  }

  /** @param {Document} xml @param {Element} control @param {string} words */
  function fillText(xml, control, words) {
    const hint = first(control, 'showingPlcHdr'), run = first(control, 'r');
    if (hint) { hint.remove(); }
    const style = first(run, 'rStyle');
    if (style) { style.remove(); }
    typeRun(xml, run, words);
    const after = control.nextElementSibling, alias = first(control, 'alias');
    // In an empty blank, its name stands behind it in brackets.
    if (after && alias && after.textContent.indexOf(` (${value(alias)}`) === 0) { after.remove(); }
  }

  /** @param {Element} control */
  function tick(control) {
    const box = control.getElementsByTagNameNS(W14, 'checked')[0];
    if (!box) { return false; }
    box.setAttributeNS(W14, 'w14:val', '1');
    first(control, 't').textContent = '\u2612';
    return true;
  }

  /* -- rows, remarks ------------------------------------------------------------------------------------- */

  /** @param {Document} xml @param {string[]} names */
  function growRows(xml, names) {
    const known = controls(xml);
    names.forEach((name) => {
      const row = /^([a-z0-9-]+)\.([0-9]+)\.([a-z0-9-]+)$/.exec(name);
      if (!row || known.has(name)) { return; }
      /** @type {(number: number) => string} */
      const nameIn = (number) => `${row[1]}.${number}.${row[3]}`;
      let last = Number(row[2]) - 1;
      while (last > 0 && !known.has(nameIn(last))) { last -= 1; }
      for (; last > 0 && last < Number(row[2]); last += 1) {
        copyRow(known.get(nameIn(last))[0], `${row[1]}.${last}.`, `${row[1]}.${last + 1}.`, known);
      }
    });
  }

  /** @param {Element} control @param {string} from @param {string} to @param {Map<string, Element[]>} known */
  function copyRow(control, from, to, known) {
    let line = control;
    while (line && line.localName !== 'tr') { line = line.parentElement; }
    if (!line) { return; }
    const copy = line.cloneNode(true);
    all(copy, 'sdt').forEach((made) => {
      const tag = first(made, 'tag'), id = first(made, 'id');
      tag.setAttributeNS(W, 'w:val', value(tag).replace(from, to));
      known.set(value(tag), [made]);
      if (id) { id.remove(); }
    });
    line.parentNode.insertBefore(copy, line.nextSibling);
  }

  /* What was said of an item of a checklist, in a paragraph below it that looks like the one that explains it. */
  /** @param {Document} xml @param {Map<string, Element[]>} found @param {string} item @param {string} label @param {string} words */
  function remark(xml, found, item, label, words) {
    const level = Array.from(found.keys()).filter((name) => name.indexOf(`${item}.`) === 0)[0];
    const controls_ = found.get(item) || found.get(level);
    let paragraph = controls_ && controls_[0];
    while (paragraph && paragraph.localName !== 'p') { paragraph = paragraph.parentElement; }
    if (!paragraph) { return; }
    if (!found.has(item)) {
      // In the table of a scale, the words of an item stand in the first cell of its row.
      const its = all(first(paragraph.parentElement.parentElement, 'tc'), 'p');
      its[its.length - 1].after(paragraphLike(xml, its[its.length - 1], label, words));
      return;
    }
    const like = paragraph.nextElementSibling && paragraph.nextElementSibling.localName === 'p'
      ? paragraph.nextElementSibling : paragraph;
    paragraph.parentNode.insertBefore(paragraphLike(xml, like, label, words), like.nextSibling);
  }

  /** @param {Document} xml @param {Element} like @param {string} label @param {string} words */
  function paragraphLike(xml, like, label, words) {
    const made = make(xml, 'p'), look = first(like, 'pPr'), run = first(like, 'r');
    if (look) { made.appendChild(look.cloneNode(true)); }
    const said = made.appendChild(make(xml, 'r')), style = run && first(run, 'rPr');
    if (style) { said.appendChild(style.cloneNode(true)); }
    all(said, 'b').concat(all(said, 'bCs')).forEach((bold) => { bold.remove(); });
    const typed = made.appendChild(said.cloneNode(true));
    fillRun(xml, said, `${label} `);
    typeRun(xml, typed, words);
    return made;
  }

  /* -- conditions ---------------------------------------------------------------------------------------- */

  /** @param {Element} mark */
  function boxOf(mark) {
    let box = mark;
    while (box && box.localName !== 'tbl') { box = box.parentElement; }
    return box;
  }

  /* A part that applies stands in the text without its frame; one that does not is taken out. */
  /** @param {Document} xml @param {Conditions} conditions */
  function settle(xml, conditions) {
    all(xml, 'bookmarkStart').forEach((mark) => {
      const found = /^condition_[0-9]+_(.+)$/.exec(value(mark, 'name'));
      const ids = Object.keys(conditions).filter((id) => found && id.replace(/-/g, '_') === found[1]);
      const box = ids.length ? boxOf(mark) : null;
      if (!box) { return; }
      if (conditions[ids[0]]) { unwrap(box); } else { box.remove(); }
    });
  }

  /** @param {Element} box */
  function unwrap(box) {
    const cell = first(box, 'tc');
    const inside = Array.from(cell.children).filter((part) => part.localName !== 'tcPr').slice(1);
    const style = inside[0] && first(inside[0], 'pStyle');
    if (style && /^Second/.test(value(style))) { inside.shift(); }
    inside.forEach((part) => { box.parentNode.insertBefore(part, box); });
    box.remove();
  }

  /** @param {string} html */
  function words(html) { return app.paper.element(html).textContent; }

  /** @param {Document} xml @param {Conditions} conditions @param {Paper} paper */
  function nameWhatIsOut(xml, conditions, paper) {
    const out = paper.conditions.filter((each_) => conditions[each_[0]] === false);
    if (!out.length || !paper.leftOut) { return; }
    const body = first(xml, 'body'), end = body.lastElementChild;
    const lines = [['Heading1', words(paper.leftOut[0])], ['', words(paper.leftOut[1])]]
      .concat(out.map((each_) => ['ListBullet', words(each_[1])]));
    lines.forEach((line) => { body.insertBefore(plain(xml, line[0], line[1], paper), end); });
  }

  /** @param {Document} xml @param {string} style @param {string} said @param {Paper} paper */
  function plain(xml, style, said, paper) {
    const made = make(xml, 'p'), look = made.appendChild(make(xml, 'pPr'));
    if (style) { look.appendChild(make(xml, 'pStyle', {val: style})); }
    const run = made.appendChild(make(xml, 'r')), letters = run.appendChild(make(xml, 'rPr'));
    if (paper.dir === 'rtl') {
      look.appendChild(make(xml, 'bidi'));
      letters.appendChild(make(xml, 'rtl'));
    }
    letters.appendChild(make(xml, 'lang', paper.dir === 'rtl' ? {bidi: paper.locale} : {val: paper.locale}));
    fillRun(xml, run, said);
    return made;
  }

  /* -- the document -------------------------------------------------------------------------------------- */

  /** @param {Document} xml @param {Answers} file @param {Paper} paper @param {{has(name: string): boolean}} days */
  function fill(xml, file, paper, days) {
    growRows(xml, Object.keys(file.answers));
    const found = controls(xml), marks = app.paper.flatten(file, found);
    marks.forEach((said, name) => {
      const words_ = days.has(name) && typeof said === 'string' ? app.paper.dayIn(paper.locale, said) : said;
      (found.get(name) || []).forEach((control) => {
        if (said === true) { tick(control); } else if (typeof said === 'string' && !tickable(control)) { fillText(xml, control, /** @type {string} */ (words_)); }
      });
      const item = app.paper.REMARK.exec(name);
      if (item && paper.kind === 'checklist' && typeof said === 'string') { remark(xml, found, item[1], words(`<p>${paper.remarks[item[2]]}</p>`), said); }
    });
    settle(xml, file.conditions);
    // Unchecked words never stand alone.
    [paper].concat(paper.checked ? [] : app.paper.known(paper.id, 'en')).forEach((each_) => {
      nameWhatIsOut(xml, file.conditions, each_);
    });
  }

  /** @param {Element} control */
  function tickable(control) { return control.getElementsByTagNameNS(W14, 'checkbox').length > 0; }

  /* The bytes of the Word document (`parts` are those of the published one) with the answers of the file in it. */
  app.word = function (parts, file, paper, days) {
    const xml = new DOMParser().parseFromString(window.fflate.strFromU8(parts[PART]), 'application/xml');
    fill(xml, file, paper, days);
    parts[PART] = window.fflate.strToU8(XML + new XMLSerializer().serializeToString(xml.documentElement));
    /** @type {Record<string, [Uint8Array, object]>} */
    const packed = {};
    Object.keys(parts).sort().forEach((name) => { packed[name] = [parts[name], PACKED]; });
    return window.fflate.zipSync(packed);
  };

  /* The same as a file, of the published document of the form that stands in the page; it is fetched first. */
  app.wordOf = function (site, file, paper, days) {
    const there = `${site.root}../${site.word}/`;
    const scripts = ['vendor/fflate', 'unpack'].map((name) => `${here}${name}.js`)
      .concat(`${there}assets/word-frame.js`, `${there}fill/${site.paper}.js`);
    return Promise.all(scripts.map(app.load)).then(() => {
      const parts = app.unpacked(`${site.word}/${site.paper}`), shared = app.unpacked(`${site.word}/word`);
      Object.keys(shared).forEach((name) => { parts[name] = parts[name] || shared[name]; });
      ['paper.json', 'form.json'].forEach((name) => { delete parts[name]; });
      return new Blob([app.word(parts, file, paper, days)], {type: TYPE});
    });
  };
}());
