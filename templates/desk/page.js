/* A translator's page: says beside each text what `receive` would say, and keeps the work in a PO file.

   The page stores nothing: what is to stay is saved as a file, and opened again. */
(function () {
  'use strict';

  /** @type {DeskData} */
  const held = JSON.parse(document.getElementById('data').textContent);
  const checker = window.CitizenDesk.checker(held.rules), status = document.getElementById('status');
  /** @type {any[]} */ const [name, machine, open] = ['name', 'machine', 'open'].map((id) => document.getElementById(id));
  const LATER = 300;
  let isSaved = true;

  /** @type {DeskText[]} */
  const texts = held.texts.map((item, number) => {
    /** @type {(kind: string) => any} */ const part = (kind) => document.getElementById(kind + '-' + number);
    return {
      item: item, number: number, field: part('field'), tick: part('tick'), found: part('found'), preview: part('preview'),
      sent: item.translation
    };
  });

  /* A sentence of the frame, with its language where that is not the page's. */
  /** @param {HTMLElement} place @param {string} id @param {Record<string, string>} values */
  function say(place, id, values) {
    const words = held.words[id];
    place.textContent = words.text.replace(/\{([a-z]+)\}/g, (whole, key) => key in values ? values[key] : whole);
    place.lang = words.lang;
    place.dir = 'auto';
  }

  /** @param {Marked[]} tree @param {HTMLElement} place */
  function shown(tree, place) {
    tree.forEach((node) => {
      if (typeof node === 'string') { place.appendChild(document.createTextNode(node)); return; }
      const kind = node.strong ? 'strong' : node.em ? 'em' : 'code' in node ? 'code' : node.name ? 'var' : 'u';
      const part = place.appendChild(document.createElement(kind));
      if (node.name || 'code' in node) { part.textContent = node.name || node.code; }
      else { shown(node.strong || node.em || node.in, part); }
    });
  }

  /** @param {DeskText} text */
  function look(text) {
    const found = checker.check(text.item, text.field.value), written = text.field.value.trim();
    text.found.textContent = '';
    found.forEach((each) => {
      const line = text.found.appendChild(document.createElement('li'));
      if (each[0] === 'TRANS001') { line.className = 'refused'; }
      say(line, 'said-' + each[1], { words: each[2] });
    });
    text.field.setAttribute('aria-invalid', String(found.some((each) => each[0] === 'TRANS001')));
    text.preview.textContent = '';
    if (written) { shown(checker.tree(written), text.preview); }
  }

  /** @param {DeskText} text */
  function isDone(text) {
    const isRefused = text.field.getAttribute('aria-invalid') === 'true';
    return text.field.value.trim() && !isRefused && (text.tick.checked || text.field.value.trim() !== text.item.translation);
  }

  function count() {
    say(document.getElementById('done'), 'done', { done: String(texts.filter(isDone).length), all: String(texts.length) });
  }

  // -- the file

  /** @type {Record<string, string>} */
  const LETTERS = { n: '\n', t: '\t', r: '\r' };
  /** @type {Record<string, string>} */
  const ESCAPES = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\t': '\\t', '\r': '\\r' };

  /* What stands behind the name of who ticked these words: theirs alone. */
  /** @param {string} who @param {DeskItem} item @param {string} words */
  function signature(who, item, words) { return window.CitizenDesk.sha256([who, item.key, item.text, words].join('\0')).slice(0, 16); }

  /** @param {string} text */
  function quoted(text) { return '"' + text.replace(/[\\"\n\t\r]/g, (sign) => ESCAPES[sign]) + '"'; }

  /** @param {DeskText} text */
  function entry(text) {
    const item = text.item, now = text.field.value.trim(), lines = [], who = name.value.trim().replace(/\s+/g, ' ');
    const isDraft = !text.tick.checked && (now === item.translation ? item.draft : machine.checked);
    const isTheirs = text.tick.checked || (now && now !== item.translation && !isDraft);
    if (isTheirs && who) {
      lines.push('# translator: ' + who + (text.tick.checked ? ' ' + signature(who, item, now) : ''));
    }
    lines.push('# sent: ' + item.fingerprint);
    if (isDraft && now) { lines.push('#, fuzzy'); }
    return lines.concat('msgctxt ' + quoted(item.key), 'msgid ' + quoted(item.text), 'msgstr ' + quoted(now)).join('\n');
  }

  function file() { return [held.header].concat(texts.map(entry)).join('\n\n') + '\n'; }

  function save() {
    if (!name.value.trim() && texts.some((text) => text.tick.checked)) {
      say(status, 'name-first', {});
      name.focus();
      return;
    }
    const link = document.createElement('a');
    link.href = window.URL.createObjectURL(new Blob([file()], { type: 'text/x-gettext-translation' }));
    link.download = held.file;
    link.click();
    window.setTimeout(() => window.URL.revokeObjectURL(link.href), 60000);
    texts.forEach((text) => { text.sent = text.field.value; });
    isSaved = true;
    say(status, 'saved', { file: held.file });
  }

  /* Each entry of a PO file, wrapped or not: {msgctxt, msgid, msgstr, flags, comments}. */
  /** @param {string} text */
  function entries(text) {
    return text.replace(/\r\n?/g, '\n').split(/\n\s*\n/).map((block) => {
      /** @type {DeskEntry} */
      const found = { comments: [], flags: '' };
      let /** @type {'msgctxt' | 'msgid' | 'msgstr' | ''} */ last = '';
      block.split('\n').forEach((line) => {
        const begun = /^(msgctxt|msgid|msgstr)\s+(?=")/.exec(line);
        if (begun) { last = /** @type {'msgctxt' | 'msgid' | 'msgstr'} */ (begun[1]); found[last] = ''; }
        else if (line.startsWith('#,')) { found.flags += line; }
        else if (line.startsWith('# ')) { found.comments.push(line.slice(2)); }
        const said = /"((?:[^"\\]|\\.)*)"\s*$/.exec(line.startsWith('#') ? '' : line);
        if (said && last) {
          found[last] += said[1].replace(/\\(.)/g, (_, sign) => LETTERS[sign] || sign);
        }
      });
      return found;
    });
  }

  /* Puts in what a file holds; what somebody has written here since the last saving stays. */
  /** @param {string} content */
  function take(content) {
    const byKey = new Map(texts.map((text) => [text.item.key, text]));
    let taken = 0, left = 0;
    entries(content).forEach((each) => {
      const text = byKey.get(each.msgctxt), words = (each.msgstr || '').trim();
      if (!words || !each.msgctxt) { return; }
      const isOther = text && text.field.value.trim() !== words;
      if (!text || (isOther && text.field.value.trim() !== text.sent.trim() && text.field.value.trim())) { left += 1; return; }
      each.comments.forEach((comment) => {
        const signed = /^translator: (.*?)(?: ([0-9a-f]{16}))?$/.exec(comment);
        if (!signed) { return; }
        if (!name.value) { name.value = signed[1]; }
        if (signed[2] && signed[2] === signature(signed[1], text.item, words)) { text.tick.checked = true; }
      });
      if (!text.field.readOnly) { text.field.value = words; }
      if (!/fuzzy/.test(each.flags)) { machine.checked = false; }
      text.sent = text.field.value;
      taken += 1;
      look(text);
    });
    count();
    say(status, 'opened', { taken: String(taken), left: String(left) });
  }

  // -- what a person does

  texts.forEach((text) => {
    let waiting = 0;
    look(text);
    text.field.addEventListener('input', () => {
      isSaved = false;
      window.clearTimeout(waiting);
      waiting = window.setTimeout(() => { look(text); count(); }, LATER);
    });
    text.tick.addEventListener('change', () => { isSaved = false; count(); });
  });
  count();

  document.querySelectorAll('[data-save]').forEach((button) => { button.addEventListener('click', save); });
  open.addEventListener('change', () => {
    const chosen = open.files[0];
    if (!chosen) { return; }
    const reader = new FileReader();
    reader.onload = () => { take(String(reader.result)); open.value = ''; };
    reader.readAsText(chosen, 'utf-8');
  });
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 's') {
      event.preventDefault();
      save();
    }
  });
  window.addEventListener('beforeunload', (event) => {
    if (!isSaved) {
      event.preventDefault();
      event.returnValue = '';
    }
  });
  document.documentElement.className = 'ready';
}());
