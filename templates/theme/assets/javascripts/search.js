/* The search panel: MiniSearch over the index of this language, which the page has already loaded.
   Words are looked up on this device and are never stored, sent or put into an address. */
(function () {
  'use strict';

  const MOST_RESULTS = 30;
  const MOST_OF_ONE_PAGE = 3;
  const ENOUGH = 8;
  const COMMON = 0.2;
  const SNIPPET = 170;

  // -- words ---------------------------------------------------------------------------------------

  const WORD = /[^\s\p{Z}\p{P}\p{S}]+/gu;
  const UNSPACED = /[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]/;
  const LATIN_AND_ARABIC_MARKS = /[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]/g;
  const ARABIC_ARTICLE = /^[\u0648\u0641]?(?:[\u0628\u0643]?\u0627\u0644|\u0644\u0644)(?=.{3})/;
  const ELIDED = /^(?:[a-z]|qu)$/;
  const LETTERS = new Map([
    ['ß', 'ss'], ['œ', 'oe'], ['æ', 'ae'], ['ø', 'o'], ['ł', 'l'], ['đ', 'd'], ['ı', 'i'],
    ['ٱ', 'ا'], ['ى', 'ي'], ['ة', 'ه'], ['ی', 'ي'], ['ک', 'ك'],
  ]);
  const DIGIT_ZEROS = [0x0660, 0x06f0];

  /* One letter as the index knows it: plain Latin, plain Arabic, European digits. */
  function foldLetter(letter) {
    const code = letter.codePointAt(0);
    for (const zero of DIGIT_ZEROS) {
      if (code >= zero && code <= zero + 9) { return String(code - zero); }
    }
    return LETTERS.get(letter) || letter;
  }

  /* A word without case, accents, vowel signs and variants of letters. */
  function fold(word) {
    const bare = word.toLowerCase().normalize('NFKD').replace(LATIN_AND_ARABIC_MARKS, '');
    return Array.from(bare.normalize('NFC'), foldLetter).join('');
  }

  /* The keys under which a written word is found: none for a lone letter (l’, d’, ’s), pairs of signs for a script
     that is written without spaces. Texts repeat their words, so what was worked out is kept. */
  const worked = new Map();
  function keys(word) {
    if (!worked.has(word)) { worked.set(word, keysOf(word)); }
    return worked.get(word);
  }

  function keysOf(word) {
    const folded = fold(word);
    if (UNSPACED.test(folded)) {
      const signs = Array.from(folded);
      return signs.length < 2 ? signs : signs.slice(1).map((sign, place) => signs[place] + sign);
    }
    return ELIDED.test(folded) || !folded ? [] : [folded.replace(ARABIC_ARTICLE, '')];
  }

  /* Every word of a text with its place. */
  function wordsIn(text) {
    const found = [];
    text.replace(WORD, (word, place) => { found.push({ 0: word, index: place }); });
    return found;
  }

  function tokenize(text) {
    const all = [];
    for (const word of text.match(WORD) || []) { all.push(...keys(word)); }
    return all;
  }

  // -- looking up ------------------------------------------------------------------------------------

  function index(documents) {
    const engine = new window.MiniSearch({
      idField: 'id',
      fields: ['title', 'heading', 'text'],
      tokenize: tokenize,
      processTerm: (term) => term,
      searchOptions: {
        boost: { title: 4, heading: 3, text: 1 },
        boostDocument: (id) => (documents[id].h ? 1 : 1.5),
        weights: { prefix: 0.5, fuzzy: 0.2 },
        prefix: (term) => term.length > 1,
        fuzzy: (term) => (term.length > 4 ? 0.2 : false),
        maxFuzzy: 2,
      },
    });
    engine.addAll(documents.map((entry, id) => ({ id: id, title: entry.t, heading: entry.h, text: entry.x })));
    return engine;
  }

  /* The words that do not stand nearly everywhere, as “the” or “data” do; or all of them, if each does. */
  function telling(engine, documents, words) {
    const asked = Array.from(new Set(tokenize(words)));
    const rare = asked.filter((word) => {
      return engine.search(word, { prefix: false, fuzzy: false }).length <= COMMON * documents.length;
    });
    return rare.length ? rare : asked;
  }

  /* Places with all the telling words come first; where they are few, places with some of the words follow. */
  function find(engine, documents, words) {
    const needed = telling(engine, documents, words);
    const any = engine.search(words);
    const all = any.filter((hit) => needed.every((word) => hit.queryTerms.indexOf(word) >= 0));
    const known = new Set(all.map((hit) => hit.id));
    const some = all.length < ENOUGH ? any : [];
    const perPage = new Map();
    return all.concat(some.filter((hit) => !known.has(hit.id))).filter((hit) => {
      const page = documents[hit.id].u.split('#')[0];
      perPage.set(page, (perPage.get(page) || 0) + 1);
      return perPage.get(page) <= MOST_OF_ONE_PAGE;
    }).slice(0, MOST_RESULTS);
  }

  // -- showing ---------------------------------------------------------------------------------------

  /* Appends the text to the parent with the found words marked. */
  function appendMarked(parent, text, found) {
    let end = 0;
    for (const match of wordsIn(text)) {
      if (!keys(match[0]).some((key) => found.has(key))) { continue; }
      parent.append(text.slice(end, match.index));
      const mark = document.createElement('mark');
      mark.textContent = match[0];
      parent.append(mark);
      end = match.index + match[0].length;
    }
    parent.append(text.slice(end));
  }

  /* The part of the text around the first found word, cut between words. */
  function snippet(text, found) {
    let first = 0;
    for (const match of wordsIn(text)) {
      if (keys(match[0]).some((key) => found.has(key))) { first = match.index; break; }
    }
    let start = Math.max(0, first - SNIPPET / 3);
    start = start > 0 ? text.lastIndexOf(' ', start) + 1 : 0;
    let end = start + SNIPPET;
    end = end < text.length ? Math.max(text.lastIndexOf(' ', end), first + 1) : text.length;
    return (start > 0 ? '… ' : '') + text.slice(start, end) + (end < text.length ? ' …' : '');
  }

  function row(entry, found, root) {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = root + '/' + entry.u;
    const title = document.createElement('span');
    title.className = 'md-search__page';
    appendMarked(title, entry.t, found);
    link.append(title);
    if (entry.h) {
      const heading = document.createElement('span');
      heading.className = 'md-search__heading';
      appendMarked(heading, entry.h, found);
      link.append(' ', heading);
    }
    const text = document.createElement('span');
    text.className = 'md-search__text';
    appendMarked(text, snippet(entry.x, found), found);
    item.append(link, text);
    if (entry.l) { item.lang = entry.l; item.dir = 'ltr'; }
    return item;
  }

  // -- the panel -------------------------------------------------------------------------------------

  window.citizenDataSearchPanel = function (dialog) {
    const documents = window.citizenDataSearch.documents;
    const engine = index(documents);
    const input = dialog.querySelector('input');
    const status = dialog.querySelector('[role=status]');
    const list = dialog.querySelector('ol');
    let timer = 0;
    let shown = '';

    function update() {
      clearTimeout(timer);
      const words = input.value.trim();
      if (words === shown) { return; }
      shown = words;
      const hits = words ? find(engine, documents, words) : [];
      list.textContent = '';
      hits.forEach((hit) => list.append(row(documents[hit.id], new Set(hit.terms), dialog.dataset.root)));
      if (!words) { status.textContent = ''; }
      else if (!hits.length) { status.textContent = dialog.dataset.none; }
      else { status.textContent = dialog.dataset.count.replace('{count}', String(hits.length)); }
    }

    function move(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const stops = [input].concat(Array.from(list.querySelectorAll('a')));
      const place = stops.indexOf(document.activeElement);
      if (!step || place < 0) { return; }
      event.preventDefault();
      stops[Math.min(Math.max(place + step, 0), stops.length - 1)].focus();
    }

    input.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(update, 120); });
    input.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing) { return; }
      update();
      const first = list.querySelector('a');
      if (first) { first.click(); }
    });
    dialog.addEventListener('keydown', move);
    list.addEventListener('click', (event) => { if (event.target.closest('a')) { dialog.close(); } });
    dialog.dataset.state = 'ready';
    update();
  };
}());
