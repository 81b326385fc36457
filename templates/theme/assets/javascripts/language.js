/* Another language for a form that is under way. A link would leave the page, and everything that was answered with it;
   and there is no place to leave the answers for the next page where nobody else would find them. So the form comes to
   this page, as a script of the site. What is around it stays as it was opened, and says in which language it is. */
(function () {
  'use strict';

  const app = window.CitizenData;
  const page = document.documentElement, opened = {lang: page.lang, dir: page.dir}, words = new Map();
  words.set(page.lang, window.CitizenDataWords);

  /* The form in the language, and from now on the words of our scripts. */
  function fetched(site, tag) {
    const there = `${site.root}../${tag}/`;
    const said = words.has(tag) ? null : app.load(`${there}assets/form-words.js`);
    return Promise.all([app.load(`${there}fill/${site.paper}.form.js`), said]).then(() => {
      if (!words.has(tag)) { words.set(tag, window.CitizenDataWords); }
      window.CitizenDataWords = words.get(tag);
      return window.CitizenDataForms.filter((form) => form.paper === site.paper && form.lang === tag)[0];
    });
  }

  /* It stands in the page, without answers. */
  function show(place, form) {
    const own = `../../${form.lang}/`;
    document.title = `${form.title} – ${document.title.split(' – ').pop()}`;
    document.querySelectorAll('.md-skip, .md-header, .md-menu, .md-footer, .md-search, .sheet').forEach((part) => {
      part.lang = opened.lang;
      part.dir = opened.dir;
    });
    page.lang = form.lang;
    page.dir = form.dir;
    place.innerHTML = form.html;
    // Its links were written for the folder of its language.
    place.querySelectorAll('a[href^="../"]').forEach((link) => { link.setAttribute('href', `${own}fill/${link.getAttribute('href')}`); });
    document.getElementById('fill').dataset.root = own;
    document.querySelectorAll('#__languages a').forEach((link) => {
      if (link.lang === form.lang) {
        link.setAttribute('aria-current', 'true');
        document.querySelector('#__languages summary').lastChild.textContent = ` ${link.textContent}`;
      } else { link.removeAttribute('aria-current'); }
    });
  }

  /* From a disk a page can't take another address, and keeps its own. */
  function enter(link) {
    const state = {language: link.lang};
    try { history.pushState(state, '', link.href); } catch (error) { history.pushState(state, ''); }
  }

  app.language = {fetched: fetched, show: show, enter: enter};
}());
