/* One section of a form a screen, the ways to its neighbours, and the bar that stays at the foot of the screen. The id of
   the heading stands in the address, so that the browser's own way back leads one section back; what was answered stands
   nowhere but in the form. */
(function () {
  'use strict';

  const app = window.CitizenData;
  const SCREENS = '.part, .tools, .preview';

  /** @template {keyof HTMLElementTagNameMap} K @param {HTMLElement} parent @param {K} tag @param {string} [css] @param {string} [id] */
  function add(parent, tag, css, id) { return parent.appendChild(app.element(tag, css, id)); }

  /** @param {HTMLElement} section */
  function titleOf(section) { return section.querySelector('h2'); }

  /* What the address names on this page. */
  function named() {
    try { return document.getElementById(decodeURIComponent(location.hash.slice(1)) || '-'); } catch (error) { return null; }
  }

  /** @param {HTMLElement} target */
  function focusOn(target) {
    const isControl = target.matches('input, textarea, button, select, a'), more = /** @type {HTMLDetailsElement} */ (target.closest('details'));
    if (more) { more.open = true; }
    if (!isControl) { target.tabIndex = -1; }
    target.focus();
    target.scrollIntoView({block: isControl ? 'center' : 'start'});
  }

  /** @param {HTMLAnchorElement} link @param {HTMLElement} [section] */
  function lead(link, section) {
    link.hidden = !section;
    if (!section) { return; }
    const title = titleOf(section), words = /** @type {HTMLElement} */ (link.lastChild), spoken = title.closest('[lang]');
    link.href = `#${title.id}`;
    words.textContent = title.textContent;
    // A title may have fallen back to English.
    words.lang = spoken.lang;
    words.dir = spoken.dir;
  }

  /** @param {HTMLElement} parent @param {string} css @param {string} id */
  function way(parent, css, id) {
    const link = add(parent, 'a', css);
    add(link, 'span', '', id);
    link.appendChild(document.createTextNode(' '));
    add(link, 'span');
    return link;
  }

  /* The screens in a place: the bar's button calls `save`, and `shown` learns of each screen that comes. */
  /** @param {HTMLElement} place @param {() => void} save @param {(section: HTMLElement) => void} shown */
  function Steps(place, save, shown) {
    this.place = place;
    this.shown = shown;
    this.now = null;
    document.documentElement.classList.add('steps');
    const ways = add(place, 'p', 'buttons ways');
    this.next = way(ways, 'button button--main', 'next');
    this.back = way(ways, 'button', 'back');
    const bar = add(place, 'div', 'bar');
    bar.setAttribute('role', 'group');
    bar.setAttribute('aria-label', app.words('bar'));
    this.status = add(bar, 'p', 'bar__status');
    this.status.setAttribute('role', 'status');
    const row = add(bar, 'div', 'bar__row');
    this.count = add(row, 'p', 'bar__count');
    const saver = add(row, 'button', 'button', 'short-save');
    saver.type = 'button';
    saver.addEventListener('click', save);
    this.preview = add(row, 'a', 'button', 'short-preview');
    this.preview.href = '#preview';
  }

  /* Those that apply, in order; the preview comes last and is not counted. */
  Steps.prototype.all = function () {
    return Array.from(this.place.querySelectorAll(SCREENS)).filter((section) => !section.hidden);
  };

  /* The screen that the address names comes, or the first one that applies after it. */
  /** @param {boolean} isMove */
  Steps.prototype.show = function (isMove) {
    const found = named(), all = this.all(), wanted = found && found.closest(SCREENS);
    if (!wanted && this.now && location.hash) { return; }
    /** @type {(section: HTMLElement) => boolean} */
    const follows = (section) => section === wanted || Boolean(wanted.compareDocumentPosition(section) & Node.DOCUMENT_POSITION_FOLLOWING);
    this.now = wanted ? all.filter(follows)[0] : all[0];
    this.place.querySelectorAll(SCREENS).forEach((section) => { section.classList.toggle('is-shown', section === this.now); });
    this.place.classList.toggle('is-first', this.now === all[0]);
    this.place.classList.toggle('is-last', this.now.matches('.tools'));
    this.status.textContent = '';
    this.update();
    this.shown(this.now);
    if (isMove) { focusOn(found && this.now === wanted && found !== wanted ? found : titleOf(this.now)); }
  };

  /* What applies may have changed. */
  Steps.prototype.update = function () {
    const all = this.all(), at = all.indexOf(this.now), most = all.length - 1;
    if (at < 0) { this.show(false); return; }
    lead(this.back, all[at - 1]);
    lead(this.next, all[at + 1]);
    this.preview.hidden = at === most;
    this.count.textContent = '';
    if (at < most) { app.say(this.count, 'step', {number: at + 1, all: most}); }
  };

  app.steps = {Steps: Steps, focusOn: focusOn};
}());
