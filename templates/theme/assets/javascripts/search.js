/* The panel of the search: it fetches the index in parts, asks, and shows which places answer. Words are never stored, sent or
   put into an address. */
(function () {
  'use strict';

  /* A story may be long; what stands behind so many letters is not looked for. */
  const MOST_LETTERS = 1000;

  // -- parts of the index: each a script, so that it loads from a disk too ----------------------------------

  /* Fetches the parts one after the other, always the same ones in the same order: what is asked for must not show in
     what is fetched. `take` gets each part as it arrives; `failed` is called when one can't be had. */
  /** @param {string} root @param {string[]} names @param {(piece: SearchPiece) => void} take @param {() => void} failed */
  function fetchParts(root, names, take, failed) {
    if (!names.length) { return; }
    const script = document.createElement('script');
    /** @type {SearchPiece[]} */
    const held = window.citizenDataSearch = [];
    script.src = root + '/assets/search/' + names[0] + '.js';
    script.onload = () => {
      held.forEach(take);
      script.remove();
      fetchParts(root, names.slice(1), take, failed);
    };
    script.onerror = failed;
    document.head.append(script);
  }

  // -- showing -----------------------------------------------------------------------------------------------

  /** @template {keyof HTMLElementTagNameMap} K @param {K} name @param {string} className @param {HTMLElement} parent */
  function made(name, className, parent) {
    const element = document.createElement(name);
    element.className = className;
    parent.append(element);
    return element;
  }

  /* Appends the text to the parent with the found words marked. */
  /** @param {HTMLElement} parent @param {string} text @param {(word: string) => boolean} isFound */
  function appendMarked(parent, text, isFound) {
    let end = 0;
    text.replace(window.citizenDataSearching.WORD, (word, place) => {
      if (isFound(word)) {
        parent.append(text.slice(end, place));
        made('mark', '', parent).textContent = word;
        end = place + word.length;
      }
      return word;
    });
    parent.append(text.slice(end));
  }

  /** @param {HTMLElement} element @param {string} lang @param {string} own */
  function speak(element, lang, own) {
    if (lang !== own) { element.lang = lang; element.dir = 'auto'; }
  }

  /** @param {HTMLDialogElement} dialog */
  window.citizenDataSearchPanel = function (dialog) {
    const root = dialog.dataset.root;
    const own = document.documentElement.lang;
    const input = dialog.querySelector('input');
    const status = dialog.querySelector('[role=status]');
    const list = dialog.querySelector('ol');
    const answer = dialog.querySelector('.md-search__answer');
    /** @type {Map<string, ShortAnswer>} */
    /** @type {Map<string, ShortAnswer>} */
    const answers = new Map();
    /** @type {string[]} */
    const beginnings = [];
    /** @type {SearchEngine | null} */
    let engine = null;
    let timer = 0;
    let shown = '';

    /** @param {Place} place */
    function address(place) { return place.path + '.html' + (place.anchor ? '#' + place.anchor : ''); }

    /** @param {Place} place @param {(word: string) => boolean} isFound */
    function row(place, isFound) {
      const item = made('li', '', list);
      // Questions, papers and guides stand in one list: each says to which it belongs.
      const behind = made('span', 'md-search__behind', item);
      behind.textContent = place.behind[0];
      if (place.behind[0]) { speak(behind, place.behind[1], own); }
      const link = made('a', '', item);
      link.href = root + '/' + address(place);
      appendMarked(made('span', 'md-search__page', link), place.title, isFound);
      if (place.heading) {
        link.append(' ');
        appendMarked(made('span', 'md-search__heading', link), place.heading, isFound);
      }
      speak(link, place.nameLang, own);
      if (place.lang !== own && dialog.dataset.english) { made('span', 'md-search__lang', item).textContent = dialog.dataset.english; }
      const beginning = beginnings[place.id];
      if (beginning) {
        const text = made('span', 'md-search__text', item);
        speak(text, place.lang, own);
        appendMarked(text, beginning, isFound);
      }
    }

    /* The short answer to a question that is among the first, above the list. */
    /** @param {Place[]} places */
    function showAnswer(places) {
      const place = places.slice(0, 3).find((each) => answers.has(address(each)));
      answer.textContent = '';
      answer.hidden = !place;
      if (!place) { return; }
      const told = answers.get(address(place));
      const title = made('h3', '', answer);
      const link = made('a', '', title);
      link.href = root + '/' + told.u;
      link.textContent = place.heading;
      const text = made('p', '', answer);
      text.textContent = told.a[0];
      const source = made('p', 'source', answer);
      source.textContent = told.s[0];
      speak(title, place.nameLang, own);
      speak(text, told.a[1], own);
      speak(source, told.s[1], own);
      const links = made('ul', '', answer);
      told.l.forEach((each) => {
        const next = made('a', '', made('li', '', links));
        next.href = root + '/' + each[0];
        next.textContent = each[1][0];
        speak(next, each[1][1], own);
      });
    }

    function show() {
      const asked = engine.ask(shown);
      const places = engine.list(asked).map((hit) => hit.place);
      const isFound = (/** @type {string} */ word) => engine.marks(asked, word);
      list.textContent = '';
      showAnswer(places);
      places.forEach((place) => row(place, isFound));
      if (!shown) { status.textContent = ''; }
      else if (!places.length) { status.textContent = dialog.dataset.none; }
      else { status.textContent = dialog.dataset.count.replace('{count}', String(places.length)); }
    }

    function update() {
      clearTimeout(timer);
      const words = input.value.slice(0, MOST_LETTERS).trim();
      if (words === shown || !engine) { return; }
      shown = words;
      show();
    }

    /* The titles make the search ready; what comes later makes its answers better, and is shown at once. */
    /** @param {SearchPiece} piece */
    function take(piece) {
      if (piece[0] === 'start') {
        engine = window.citizenDataSearchEngine(piece[1]);
        status.textContent = '';
        dialog.dataset.state = 'ready';
        update();
        fetchParts(root, piece[1].parts, take, failed);
      } else if (piece[0] === 'answers') { piece[1].forEach((each) => answers.set(each.u, each)); }
      else if (piece[0] === 'vocabulary') { engine.learn(piece[1]); }
      else if (piece[0] === 'words') { engine.take(piece[1], piece[2]); }
      else if (piece[0] === 'texts') { const [, first, all] = piece; all.forEach((beginning, place) => { beginnings[first + place] = beginning; }); }
      else { dialog.dataset.complete = 'yes'; }
      // A reader who walks through the list must not lose the place.
      if (shown && piece[0] !== 'start' && document.activeElement === input) { show(); }
    }

    function failed() { status.textContent = dialog.dataset.failed; }

    /** @param {KeyboardEvent} event */
    function move(event) {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      const stops = [/** @type {HTMLElement} */ (input), ...Array.from(dialog.querySelectorAll('.md-search__answer a, ol a'))];
      const place = stops.indexOf(/** @type {HTMLElement} */ (document.activeElement));
      if (!step || place < 0) { return; }
      event.preventDefault();
      stops[Math.min(Math.max(place + step, 0), stops.length - 1)].focus();
    }

    input.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(update, 120); });
    input.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing) { return; }
      event.preventDefault();
      update();
      const first = dialog.querySelector('.md-search__answer a, ol a');
      if (first) { first.click(); }
    });
    dialog.addEventListener('keydown', move);
    dialog.addEventListener('click', (event) => { if (/** @type {Element} */ (event.target).closest('ol a, .md-search__answer a')) { dialog.close(); } });
    fetchParts(root, ['start'], take, failed);
  };
}());
