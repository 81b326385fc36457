/* In a kit: puts the frame around its pages that stands in it once, and says of each link that a script makes to what
   the kit lacks that it is not there. Every page can be read without this file. It keeps nothing and sends nothing. */
(function () {
  'use strict';

  var kit = window.CitizenDataKit, /** @type {Record<string, boolean>} */ held = {};
  var root = /** @type {HTMLScriptElement} */ (document.currentScript).src.replace(/[^/]*$/, '');

  kit.files.forEach(function (file) { held[file] = true; });

  /* The menu of the page's door, and the table of contents of its headings. */
  function frame() {
    var short = document.querySelector('header[data-frame]'), place = document.createElement('div'), menu;
    if (!short) { return; }
    place.innerHTML = kit.frames[Number(short.getAttribute('data-frame'))].replace(/ href="(?!#|[a-z]+:)/g, function (found) { return found + root; });
    menu = place.querySelector('.md-menu');
    place.querySelectorAll('a').forEach(function (link) {
      if (link.href === window.location.href.split(/[?#]/)[0]) { link.setAttribute('aria-current', 'page'); }
    });
    place.querySelectorAll('.is-open > a:not([aria-current])').forEach(function (link) { link.setAttribute('aria-current', 'true'); });
    if (menu) { document.querySelector('.md-main').insertBefore(menu, document.querySelector('main')); }
    if (short.hasAttribute('data-contents')) { contents(); }
    if (short.hasAttribute('data-sheet')) {
      document.body.insertAdjacentHTML('beforeend', kit.sheets[Number(short.getAttribute('data-sheet'))]);
      document.querySelector('.sheet__page').textContent = document.querySelector('h1').textContent;
    }
    short.parentNode.replaceChild(place.querySelector('header'), short);
  }

  function contents() {
    var place = document.createElement('div'), headings = document.querySelectorAll('main h2[id]'), /** @type {HTMLElement} */ list;
    if (!kit.contents || !headings.length) { return; }
    place.innerHTML = kit.contents;
    list = place.querySelector('ul');
    headings.forEach(function (heading) {
      var link = list.appendChild(document.createElement('li')).appendChild(document.createElement('a'));
      link.setAttribute('href', '#' + heading.id);
      link.textContent = heading.textContent;
      if (heading.lang) { link.lang = heading.lang; link.dir = heading.dir; }
    });
    headings[0].parentNode.insertBefore(place.firstElementChild, headings[0]);
  }

  /** @param {HTMLAnchorElement} link */
  function isAbsent(link) {
    var address = link.href.split(/[?#]/)[0];
    if (!link.getAttribute('href') || address === window.location.href.split(/[?#]/)[0]) { return false; }
    if (address.indexOf(root) !== 0) { return address.indexOf(root.split('/')[0] + '//' + root.split('/')[2] + '/') === 0; }
    return !held[decodeURIComponent(address.slice(root.length))] && address !== root + 'index.html' && address !== root + 'SHA256SUMS';
  }

  /** @param {HTMLAnchorElement} link */
  function mark(link) {
    if (!isAbsent(link)) { return; }
    link.removeAttribute('href');
    link.insertAdjacentHTML('beforeend', ' ' + kit.absent);
  }

  /** @param {Node} node */
  function look(node) {
    if (!(node instanceof Element)) { return; }
    if (node.localName === 'a') { mark(/** @type {HTMLAnchorElement} */ (node)); }
    node.querySelectorAll('a[href]').forEach(mark);
  }

  frame();
  new window.MutationObserver(function (changes) {
    changes.forEach(function (change) {
      if (change.type === 'attributes') { mark(/** @type {HTMLAnchorElement} */ (change.target)); } else { change.addedNodes.forEach(look); }
    });
  }).observe(document.documentElement, { attributes: true, attributeFilter: ['href'], childList: true, subtree: true });
}());
