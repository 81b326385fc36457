/* The menu, the language list, the table of contents and the way to the search, by keyboard and touch.
   Every page works without this file. It keeps nothing and sends nothing. */
(function () {
  'use strict';

  var own = document.currentScript, here = own.getAttribute('src').replace(/[^/]*$/, '');

  /** @param {string} id @returns {any} */
  function element(id) { return document.getElementById('__' + id); }

  /* The menu of small screens: a button that shows the navigation right after the header. */
  function startMenu() {
    var button = element('menu-open'), link = element('menu-link'), menu = element('menu'), list = element('languages');
    if (!button || !menu) { return; }

    /** @param {boolean} open */
    function show(open) {
      menu.classList.toggle('is-open', open);
      button.setAttribute('aria-expanded', String(open));
    }

    button.hidden = false;
    link.hidden = true;
    button.addEventListener('click', function () { show(!menu.classList.contains('is-open')); });
    /* The list of languages hangs over the menu, and would leave too little of its links to press. */
    if (list) { list.addEventListener('toggle', function () { if (list.open) { show(false); } }); }
    [button, menu].forEach(function (part) {
      part.addEventListener('keydown', function (/** @type {KeyboardEvent} */ event) {
        if (event.key === 'Escape' && menu.classList.contains('is-open')) {
          show(false);
          button.focus();
        }
      });
    });
  }

  /* The list of languages closes by Escape, and when the reader goes elsewhere. */
  function startLanguages() {
    var list = element('languages');
    if (!list) { return; }
    list.addEventListener('keydown', function (/** @type {KeyboardEvent} */ event) {
      if (event.key === 'Escape' && list.open) {
        list.open = false;
        list.querySelector('summary').focus();
      }
    });
    /* The same section in the other language: ids of headings are the same in all of them. */
    list.addEventListener('toggle', function () {
      list.querySelectorAll('a').forEach(function (/** @type {HTMLAnchorElement} */ link) { link.hash = window.location.hash; });
    });
    list.addEventListener('focusout', function (/** @type {FocusEvent} */ event) {
      if (event.relatedTarget && !list.contains(event.relatedTarget)) { list.open = false; }
    });
    document.addEventListener('click', function (event) {
      if (!list.contains(event.target)) { list.open = false; }
    });
  }

  /* The table of contents stands open where it has a column of its own; the width is the one in theme.css. */
  function startContents() {
    var contents = element('toc'), wide = window.matchMedia('(min-width: 80em)');
    if (!contents) { return; }
    function fit() { contents.open = wide.matches; }
    fit();
    if (wide.addEventListener) { wide.addEventListener('change', fit); }
  }

  /* A table that is wider than its place is scrolled by keys too; one that fits is no stop on the way. */
  function startTables() {
    function fit() {
      document.querySelectorAll('.table').forEach(function (frame) {
        var table = frame.querySelector('table'), wide = frame.scrollWidth > frame.clientWidth + 1;
        if (!wide) {
          ['role', 'tabindex', 'aria-label'].forEach(function (name) { frame.removeAttribute(name); });
        } else if (frame.tabIndex < 0 && table) {
          frame.tabIndex = 0;
          frame.setAttribute('role', 'region');
          frame.setAttribute('aria-label', table.caption ? table.caption.textContent : '');
        }
      });
    }
    fit();
    /* Whatever makes a table fit or not makes the page longer or shorter: a smaller window, larger letters, a preview. */
    if (window.ResizeObserver) { new window.ResizeObserver(fit).observe(document.body); }
  }

  /* Scripts run in the order in which they are named; `done` learns whether all of them arrived. */
  /** @param {string[]} addresses @param {(ok: boolean) => void} done */
  function load(addresses, done) {
    var left = addresses.length, failed = false;
    /** @param {boolean} ok */
    function settle(ok) {
      failed = failed || !ok;
      left -= 1;
      if (left === 0) { done(!failed); }
    }
    addresses.forEach(function (address) {
      var script = document.createElement('script');
      script.src = address;
      script.async = false;
      script.onload = function () { settle(true); };
      script.onerror = function () { settle(false); };
      document.head.appendChild(script);
    });
  }

  /* The search is fetched when it is first opened, never before: the panel, what fills it, then the parts of the index. */
  /** @param {string} root */
  function startSearch(root) {
    var button = element('search-open'), pages = element('all-pages'), home = element('home-search');
    if (!button || !('HTMLDialogElement' in window)) { return; }
    button.hidden = false;
    if (pages) { pages.hidden = true; }

    function make() {
      var place = document.createElement('div');
      place.innerHTML = window.CitizenDataFrames[window.CitizenDataFrames.length - 1].search;
      document.body.appendChild(place.firstElementChild);
      var dialog = element('search');
      dialog.dataset.root = root.replace(/\/$/, '');
      element('search-close').addEventListener('click', function () { dialog.close(); });
      dialog.addEventListener('click', function (/** @type {Event} */ event) {
        if (event.target === dialog) { dialog.close(); }
      });
      element('search-status').textContent = dialog.dataset.loading;
      load(['-words', '-index', '-asked', '-rank', ''].map(function (part) { return here + 'search' + part + '.js'; }), function (ok) {
        element('search-status').textContent = ok ? '' : dialog.dataset.failed;
        if (ok) { window.citizenDataSearchPanel(dialog); }
      });
    }

    /** @param {string} words */
    function show(words) {
      if (!element('search')) { make(); }
      var input = element('search-words');
      element('search').showModal();
      input.focus();
      if (words) {
        input.value = words;
        input.dispatchEvent(new Event('input'));
      }
    }

    /** @param {string} words */
    function begin(words) {
      if (element('search')) { show(words); return; }
      load([root + 'assets/frame.js'], function (ok) {
        if (ok) { show(words); } else { button.lastChild.textContent = button.dataset.failed; }
      });
    }

    button.addEventListener('click', function () { begin(''); });
    if (home) {
      home.hidden = false;
      home.addEventListener('submit', function (/** @type {Event} */ event) {
        event.preventDefault();
        begin(element('home-words').value.trim());
      });
    }
  }

  /* Each printed sheet says where it was read, and when it was printed. */
  function startPrinting() {
    window.addEventListener('beforeprint', function () {
      var sheet = element('sheet'), now = new Date(), address = sheet.querySelector('.sheet__address'), day = sheet.querySelector('.sheet__day');
      var figures = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(function (part) { return ('0' + part).slice(-2); });
      figures[0] = String(now.getFullYear());
      if (address && /^http/.test(window.location.protocol)) { address.textContent = window.location.href.split('#')[0]; }
      // Set apart, or the words of a script from right to left turn the figures round.
      day.textContent = '· ' + day.dataset.words.replace('{date}', '\u2066' + figures.join('-') + '\u2069');
    });
  }

  /* What stands around a page, also when another language takes its place; `root` is the folder of the language. */
  /** @param {string} root */
  window.citizenDataAround = function (root) {
    startMenu();
    startLanguages();
    startSearch(root);
  };

  document.documentElement.classList.remove('no-js');
  window.citizenDataAround(own.getAttribute('data-root') || './');
  startContents();
  startTables();
  if (element('sheet')) { startPrinting(); }
}());
