/* Another language for a form that is under way. A link would leave the page, and everything that was answered with it;
   and there is no place to leave the answers for the next page where nobody else would find them. So the form comes to
   this page as a script of the site, and what stands around the pages of its language with it. */
(function () {
  'use strict';

  const app = window.CitizenData;
  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src.replace(/[^/]*$/, '');
  const page = document.documentElement, /** @type {Map<string, Window['CitizenDataWords']>} */ words = new Map();
  words.set(page.lang, window.CitizenDataWords);

  /* The form in the language, and from now on the words of our scripts. */
  /** @param {DOMStringMap} site @param {string} tag @returns {Promise<FormIn>} */
  function fetched(site, tag) {
    const there = `${site.root}../${tag}/`;
    const said = words.has(tag) ? null : app.load(`${there}assets/form-words.js`);
    const scripts = [`${here}vendor/fflate.js`, `${here}unpack.js`, `${there}assets/frame.js`, `${there}fill/${site.paper}.js`];
    return Promise.all(scripts.map(app.load).concat(said)).then(() => {
      if (!words.has(tag)) { words.set(tag, window.CitizenDataWords); }
      window.CitizenDataWords = words.get(tag);
      return app.unpackedData(`${tag}/${site.paper}`, 'form.json');
    });
  }

  /* Links were written for the folder of their language. */
  /** @param {HTMLElement} part @param {string} folder */
  function settle(part, folder) {
    part.querySelectorAll('a[href^="../"]').forEach((link) => { link.setAttribute('href', `${folder}fill/${link.getAttribute('href')}`); });
  }

  /* The part of the frame stands in the place of the one that was there. */
  /** @param {string} selector @param {string} html @param {string} folder */
  function exchange(selector, html, folder) {
    const made = document.createElement('div');
    made.innerHTML = html;
    settle(made, folder);
    document.querySelector(selector).replaceWith(made.firstElementChild);
  }

  /** @param {FormIn} form @param {string} folder */
  function showFrame(form, folder) {
    const frame = window.CitizenDataFrames.filter((each_) => each_.lang === form.lang)[0];
    const draft = document.querySelector('main .note--draft');
    const printed = document.querySelector('.sheet__address').textContent;
    document.title = `${form.title} – ${frame.site}`;
    exchange('.md-skip', frame.skip, folder);
    exchange('.md-header', frame.header, folder);
    exchange('#__menu', frame.menu, folder);
    exchange('.md-footer', frame.footer, folder);
    exchange('#__sheet', draft ? frame.unchecked : frame.checked, folder);
    const address = document.querySelector(`link[hreflang="${form.lang}"]`);
    document.querySelector('.sheet__page').textContent = form.title;
    if (address && printed) { document.querySelector('.sheet__address').textContent = address.getAttribute('href'); }
    if (document.getElementById('__search')) { document.getElementById('__search').remove(); }
    const /** @type {[tag: string, name: string][]} */ languages = JSON.parse(document.getElementById('fill').dataset.languages);
    const having = new Set(languages.map((language) => language[0]));
    document.querySelectorAll('#__languages a').forEach((link) => {
      link.setAttribute('href', `../../${link.lang}/${having.has(link.lang) ? `fill/${form.paper}` : 'index'}.html`);
    });
    window.citizenDataAround(folder);
  }

  /* It stands in the page, without answers. */
  /** @param {HTMLElement} place @param {FormIn} form */
  function show(place, form) {
    const folder = `../../${form.lang}/`;
    page.lang = form.lang;
    page.dir = form.dir;
    place.innerHTML = form.html;
    settle(place, folder);
    document.getElementById('fill').dataset.root = folder;
    showFrame(form, folder);
  }

  /* From a disk a page can't take another address, and keeps its own. */
  /** @param {HTMLAnchorElement} link */
  function enter(link) {
    const state = {language: link.lang};
    try { history.pushState(state, '', link.href); } catch (error) { history.pushState(state, ''); }
  }

  app.language = {fetched: fetched, show: show, enter: enter};
}());
