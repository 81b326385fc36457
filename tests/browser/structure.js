/* What a page must say about itself, asked of the page as it stands in the browser: one line for each barrier.
   axe knows what holds everywhere; these are the rules that it has not, or that hold on our pages alone. `frequent` are
   the words that each language says most often. */
frequent => {
  const wrong = [];
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const short = part => part.outerHTML.replace(/\s+/g, ' ').slice(0, 110);
  const words = part => (part ? part.textContent.replace(/\s+/g, ' ').trim() : '');
  const shown = part => part.checkVisibility({visibilityProperty: true});
  const style = part => getComputedStyle(part);
  const language = part => part.closest('[lang]')?.lang || '';
  const say = (rule, part) => wrong.push(`${rule}: ${typeof part === 'string' ? part : short(part)}`);
  const named = part => part.getAttribute('aria-label')?.trim()
    || (part.getAttribute('aria-labelledby') || '').split(' ').map(id => words(document.getElementById(id))).join(' ').trim();
  const flat = text => text.replace(/\s+/g, ' ').trim().toLowerCase();
  const RIGHT_TO_LEFT = /^(ar|fa|ur|he|ps|ckb)\b/;
  const body = document.body, main = document.querySelector('main');
  const seen = all('body *').filter(shown);

  /* -- the document ------------------------------------------------------------------------------- */
  if (!document.documentElement.lang) { say('no-language', document.documentElement.cloneNode()); }
  all('[lang=""]').filter(words).forEach(part => say('no-language', part.cloneNode()));
  const first = text => (/[\p{L}]/u.exec(text) || [''])[0], fromRight = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
  all('main [dir=ltr], main [dir=rtl]').filter(part => shown(part) && !part.querySelector('[dir]') && !part.closest('svg') && words(part).split(' ').length > 2).forEach(part => {
    if (fromRight.test(first(words(part))) !== (part.dir === 'rtl')) { say('direction', part); }
  });
  for (const part of [document.documentElement, ...all('[lang]')]) {
    const wanted = RIGHT_TO_LEFT.test(part.lang) ? 'rtl' : 'ltr';
    if (part.lang && part.closest('body, html') && !part.closest('svg, option') && style(part).direction !== wanted) {
      say('direction', part.cloneNode());
    }
  }
  if (!document.title.trim()) { say('no-title', 'the page has no title'); }
  else if (main?.querySelector('article h1') && !flat(document.title).includes(flat(words(main.querySelector('h1'))))) { say('title-of-another', document.title); }
  if (all('main').filter(shown).length !== 1) { say('one-main', `${all('main').length} main parts`); }
  all('meta[http-equiv=refresh]').forEach(part => say('refresh', part));
  all('meta[name=viewport]').forEach(part => {
    if (/user-scalable|maximum-scale|minimum-scale/.test(part.content)) { say('zoom-forbidden', part); }
  });
  if (!/width=device-width/.test(document.querySelector('meta[name=viewport]')?.content)) { say('width-of-a-desk', document.title); }
  all('[aria-busy=true]').filter(shown).forEach(part => say('never-ready', part.cloneNode()));
  const ids = all('[id]').map(part => part.id);
  ids.filter((id, at) => ids.indexOf(id) !== at).forEach(id => say('same-id', id));
  for (const name of ['aria-labelledby', 'aria-describedby', 'aria-controls', 'for', 'headers']) {
    all(`[${name}]`).forEach(part => part.getAttribute(name).split(' ').forEach(id => {
      if (!document.getElementById(id)) { say('points-nowhere', part); }
    }));
  }

  /* -- headings, lists, tables, pictures --------------------------------------------------------------- */
  const path = [];
  const headings = all('h1, h2, h3, h4, h5, h6').filter(part => shown(part) && !part.closest('dialog'));
  const places = new Set();
  let before = 0;
  headings.forEach(part => {
    const level = Number(part.tagName[1]);
    if (level > before + 1) { say('heading-level', `${part.tagName} after H${before}: ${short(part)}`); }
    if (!words(part)) { say('empty-heading', part); }
    path.length = level;
    const under = [...path.slice(0, level), words(part)].join(' > ');
    if (places.has(under)) { say('headings-of-one-name', part); }
    places.add(under);
    path[level] = words(part);
    before = level;
  });
  if (headings.filter(part => part.tagName === 'H1').length !== 1) { say('one-h1', `${headings.length} headings`); }
  const bullet = part => /^([•‣▪·*–-]|\d+[.)])\s/.test(words(part));
  // (The same number twice is one point in two languages.)
  const point = part => words(part).split(/\s/, 1)[0];
  all('main p').filter(part => bullet(part) && part.nextElementSibling?.tagName === 'P' && bullet(part.nextElementSibling))
    .filter(part => !/\d/.test(point(part)) || point(part) !== point(part.nextElementSibling))
    .forEach(part => say('list-not-marked', part));
  all('main p').filter(part => all(':scope > br', part).filter(each => bullet({textContent: each.nextSibling?.textContent || ''})).length > 1)
    .forEach(part => say('list-not-marked', part));
  all('ul, ol').filter(part => shown(part) && !part.children.length && !part.closest('[role=alert], [aria-live]')).forEach(part => say('empty-list', part));
  all('main table').filter(shown).forEach(part => {
    if (!all('th', part).some(words)) { say('no-header-cells', part); }
    const both = all('tr > th:first-child', part).some(each => each.nextElementSibling?.tagName === 'TD');
    all('th:not([scope]):not([id])', part).filter(each => both && words(each)).forEach(each => say('header-of-what', each));
    const made = [[part, 'table'], ...all('tr', part).map(each => [each, 'table-row']), ...all('th, td', part).map(each => [each, 'table-cell'])];
    if (made.some(([each, wanted]) => shown(each) && style(each).display !== wanted)) { say('table-unmade', part); }
    if (part.querySelector('table')) { say('table-in-table', part); }
    if (!words(part.caption) && !named(part) && !part.closest('[aria-label], [aria-labelledby], fieldset')) {
      say('table-without-name', part);
    }
  });
  all('img').forEach(part => {
    if (!part.hasAttribute('alt')) { say('no-alt', part); }
    if (/\.(png|jpe?g|gif|svg|webp)$|^(img|dsc|image)[_ -]?\d/i.test(part.alt)) { say('alt-is-a-file', part); }
    const beside = part.closest('a, button, figure, h1, h2, h3, li');
    if (/^(an? )?(image|picture|photo(graph)?|graphic|icon|drawing|diagram)( of.*)?$/i.test(part.alt)) { say('alt-says-nothing', part); }
    if (part.alt.length > 200) { say('alt-too-long', part); }
    if (/\.gif$/i.test(part.getAttribute('src'))) { say('moves', part); }
    if (part.alt && beside && words(beside) && words(beside).includes(part.alt)) { say('said-twice', part); }
  });
  all('img, svg:not([role=img])').filter(part => !part.hasAttribute('width') || !part.hasAttribute('height'))
    .filter(part => !part.parentElement.closest('svg')).forEach(part => say('no-size', part));
  all('svg').filter(part => !part.closest('[aria-hidden=true]') && !part.parentElement.closest('svg'))
    .filter(part => part.getAttribute('role') !== 'img' || !(named(part) || words(part.querySelector('title'))))
    .forEach(part => say('picture-without-name', part));
  all('iframe, object, embed, video, audio, marquee, blink, font, center, big, strike, tt, [autoplay]').forEach(part => say('foreign', part));

  /* -- words ------------------------------------------------------------------------------------------ */
  const count = (text, rule) => (text.match(rule) || []).length;
  const SCRIPTS = {ar: 'Arabic', fa: 'Arabic', ur: 'Arabic', he: 'Hebrew', ru: 'Cyrillic', uk: 'Cyrillic', zh: 'Han', ja: 'Han'};
  const runs = (text, script) => count(text, new RegExp(`\\p{Script=${script}}{${script === 'Han' ? 1 : 2},}`, 'gu'));
  const saidIn = (tag, said) => said.filter(word => frequent[tag]?.includes(word)).length;
  function isOther(text, tag) {
    const own = SCRIPTS[tag.split('-')[0]] || 'Latin', inOwn = runs(text, own);
    if (inOwn === 0 && ['Arabic', 'Cyrillic', 'Latin'].some(script => script !== own && runs(text, script) > (own === 'Latin' ? 2 : 3))) { return true; }
    const said = [...new Set(text.toLowerCase().match(/\p{L}+/gu))];
    return own === 'Latin' && inOwn > 0 && saidIn(tag, said) === 0 && Object.keys(frequent).some(other => other !== tag && saidIn(other, said) >= 3);
  }
  const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode.data.trim(), part = texts.currentNode.parentElement, tag = language(part);
    if (text.length < 12 || /^https?:\S+$/.test(text) || part.closest('script, style, svg, code, .blank')) { continue; }
    // (A work's title is a proper name in any language, and stands in an element of its own.)
    const speaks = part.matches('h2, h3') && SCRIPTS[tag] && /\b(you|your|who|what|how|why|when|should|is|are|this|it|we|our)\b/i.test(text);
    if (part.matches('a, em, strong, h2, h3, dt') && words(part) === text && !speaks) { continue; }
    // (The name in a blank is in the page's language, also within a sentence that fell back to English.)
    if (isOther(text, tag)) { say('language-of-words', `${tag || 'no language'}: ${text.slice(0, 60)} in ${short(part.cloneNode())}`); }
  }
  if (main && document.documentElement.lang !== 'en' && !document.querySelector('title').lang) {
    const own = document.title.split('–')[0].trim();
    if (RIGHT_TO_LEFT.test(document.documentElement.lang) && !/\p{Script=Arabic}/u.test(own) && /\p{L}{4}/u.test(own)) {
      say('language-of-title', own);
    }
  }
  all('[aria-label], [alt], [placeholder]').forEach(part => {
    const text = named(part) || part.alt || part.placeholder || '';
    if (/^(ar|fa|ur)\b/.test(language(part)) && count(text, /\p{Script=Latin}{2,}/gu) >= 3 && !/\p{Script=Arabic}/u.test(text)) {
      say('language-of-name', part);
    }
  });
  all('main [aria-hidden=true]').filter(part => shown(part) && !part.closest('svg') && count(words(part), /\p{L}{2,}/gu) >= 2)
    .forEach(part => say('words-hidden', part));
  all(':is(h1, h2, h3, h4, table, ul, ol, li, fieldset):is([role=presentation], [role=none])').forEach(part => say('meaning-removed', part));
  all('main :is(p, dt, dd)').filter(part => shown(part) && !words(part) && !part.querySelector('img, svg, input, button, select, textarea')
    && !part.matches('[id], [aria-live], [role]') && !part.closest('[aria-live], [role=status], [role=alert]')).forEach(part => say('empty-paragraph', part));
  all('main pre').filter(part => /\S {2,}\S.*\n.*\S {2,}\S/.test(part.textContent)).forEach(part => say('table-not-marked', part));
  all('main br + br').filter(part => !part.previousSibling.data?.trim()).forEach(part => say('breaks-for-paragraphs', part.parentElement));
  all('main :is(p, li, h1, h2, h3, th, td)').forEach(part => {
    if (!part.querySelector('a') && /(?:^|\s)(?:\p{L}\s){4,}/u.test(words(part))) { say('spaced-letters', part); }
    if (/(?:\p{Lu}{2,}[\s,.!]+){5,}/u.test(words(part))) { say('capitals', part); }
  });
  all('main p').filter(part => shown(part) && part.children.length === 1 && part.firstElementChild.matches('strong, b') && !part.querySelector('a')
    && words(part) === words(part.firstElementChild) && !/[.!?:؟。]$/.test(words(part))).forEach(part => say('heading-not-marked', part));

  /* -- links and buttons ------------------------------------------------------------------------------ */
  const VAGUE = /^(click |tap )?here$|^(read |learn )?more$|^link$|^this( page)?$|^(cliquez )?ici$|^(en savoir |lire )?plus$|^lien$|^(اضغط )?هنا$|^المزيد$|^رابط$/i;
  all('a[href]').filter(shown).forEach(part => {
    const name = named(part) || words(part) || all('img', part).map(each => each.alt).join(' ').trim();
    if (VAGUE.test(name) || (name && !/[\p{L}\p{N}]/u.test(name))) { say('vague-link', part); }
    if (name.length > 400) { say('link-too-long', part); }
    if (/^(#|javascript:.*)$/.test(part.getAttribute('href'))) { say('link-to-nothing', part); }
    if (part.hash && part.href.split('#')[0] === location.href.split('#')[0] && !document.getElementById(decodeURIComponent(part.hash.slice(1)))) { say('points-nowhere', part); }
    const next = part.nextElementSibling;
    if (next?.matches('a') && next.href === part.href && !part.nextSibling.data?.trim()) { say('link-said-twice', part); }
    if (part.target && part.target !== '_self') { say('new-window', part); }
    const plain = part.closest('main p, main li') && style(part).display === 'inline' && !part.closest('nav, .see');
    if (plain && !style(part).textDecorationLine.includes('underline')) { say('link-by-colour', part); }
    const to = /^(?:\.\.\/)+(\w\w)\//.exec(part.getAttribute('href')) || [];
    if (to[1] && to[1] !== document.documentElement.lang && part.hreflang !== to[1]) { say('language-of-target', part); }
  });
  all('nav a[href]').filter(part => part.href === location.href.split('#')[0] && !part.hash && !part.hasAttribute('aria-current'))
    .forEach(part => say('place-not-told', part));
  all('[aria-current=page]').filter(part => part.matches('a[href]') && part.href !== location.href.split('#')[0]).forEach(part => say('place-not-told', part));
  all('main :is(p, li)').forEach(held => {
    const links = all('a[href]', held).filter(part => shown(part) && part.closest('p, li') === held);
    links.filter((part, at) => links.slice(0, at).some(other => words(other) === words(part) && other.href !== part.href && !/^[\d\s()–-]+$/.test(words(part))))
      .forEach(part => say('links-of-one-name', part));
  });
  all('main a[href]').filter(shown).forEach(part => {
    const ending = /\.(pdf|docx|xlsx|csv|zip|epub|json|jsonld|ttl|po|odt|ods)$/.exec(part.pathname);
    const kinds = {docx: 'word', ttl: 'turtle', jsonld: 'json-ld', json: 'csvw'}, about = words(part.closest('li, p, td, summary') || part).toLowerCase();
    if (ending && part.host === location.host && !about.includes(ending[1]) && !about.includes(kinds[ending[1]] || ending[1])) { say('file-not-said', part); }
  });
  all('a:not([href])').filter(shown).forEach(part => say('link-to-nothing', part));
  all('a, button, summary, input, select, textarea').forEach(part => {
    const label = part.getAttribute('aria-label'), text = words(part);
    if (label && text && !label.toLowerCase().includes(text.toLowerCase())) { say('name-differs', part); }
  });
  all('[onclick], [role=button], [role=link], [role=checkbox], [accesskey]').filter(part => !part.matches('a, button'))
    .forEach(part => say('home-made', part));
  all('[onmouseover], [onmouseenter], [onmouseout], [onmousemove], [ondblclick], [oncontextmenu]').forEach(part => say('only-by-mouse', part));
  all('[aria-expanded][aria-controls]').filter(shown).forEach(part => {
    const opened = document.getElementById(part.getAttribute('aria-controls'));
    if (opened && (part.getAttribute('aria-expanded') === 'true') !== shown(opened)) { say('state-untrue', part); }
  });
  all('[draggable=true], [ondragstart], [ondrop]').forEach(part => say('drag-only', part));
  all('[autofocus]').filter(part => !part.closest('dialog')).forEach(part => say('focus-by-itself', part));
  all('[onmousedown], [onpointerdown], [ontouchstart], [onfocus], [onblur], [onchange], [oninput], [onkeydown]').forEach(part => say('acts-too-soon', part));
  all(':is(a, button, summary) :is(a, button, input, select, textarea)').forEach(part => say('nested-controls', part.parentElement));
  all('[inert]').forEach(part => say('inert', part.cloneNode()));
  all(':is(div, span, p, li):is([aria-label], [aria-labelledby]):not([role])').forEach(part => say('name-without-role', part));
  all('[role=menu], [role=menubar], [role=menuitem], [role=tree], [role=grid], [role=application]').forEach(part => say('role-of-programs', part));
  all('[role=alert], [aria-live=assertive]').filter(part => shown(part) && words(part)).forEach(part => say('interrupts', part));
  all('button:not([aria-expanded])').filter(part => shown(part) && part.nextElementSibling?.hidden && words(part.nextElementSibling))
    .forEach(part => say('state-not-told', part));
  all('[accesskey]').forEach(part => say('accesskey', part));
  all('[title]:not(iframe, abbr)').filter(part => !part.closest('svg')).forEach(part => say('only-when-pointed-at', part));

  /* -- the keyboard ------------------------------------------------------------------------------------ */
  all('a[href], button, input:not([type=hidden]), select, textarea, summary, [contenteditable]')
    .filter(part => shown(part) && !part.disabled && part.tabIndex < 0).forEach(part => say('out-of-keys', part));
  all('[tabindex]').filter(part => part.tabIndex > 0).forEach(part => say('tab-order', part));
  const stop = all('a[href], button, input, summary').find(shown);
  const leads = stop && stop.matches('a[href^="#"]') && document.getElementById(stop.hash.slice(1));
  if (document.querySelector('.md-skip') || document.querySelector('header nav, .md-menu')) {
    if (!leads || leads !== main) { say('skip-link', stop || body.cloneNode()); }
  }
  const FOCUSABLE = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  seen.filter(part => !part.matches('textarea, input, select, dialog')).forEach(part => {
    const look = style(part), along = /auto|scroll/.test(look.overflowX) && part.scrollWidth > part.clientWidth + 1;
    const down = /auto|scroll/.test(look.overflowY) && part.scrollHeight > part.clientHeight + 1;
    const scrolls = part !== body && part.clientWidth > 0 && (along || down);
    if (scrolls && part.tabIndex < 0 && !all(FOCUSABLE, part).some(shown)) { say('scrolls-without-keys', part); }
    if (part.getAttribute('tabindex') === '0' && !scrolls && !part.matches('a, button, [role]:not([role=region])')) {
      say('stop-without-use', part.cloneNode());
    }
    if (part.getAttribute('role') === 'region' && !part.matches('section') && !scrolls) { say('region-without-use', part.cloneNode()); }
  });
  all('[aria-hidden=true]').filter(part => part.matches(FOCUSABLE) || all(FOCUSABLE, part).some(shown))
    .forEach(part => say('hidden-stop', part));

  /* -- forms ------------------------------------------------------------------------------------------- */
  const controls = all('input:not([type=hidden]), select, textarea').filter(shown);
  controls.forEach(part => {
    const label = [...part.labels || []].map(words).join(' ') || named(part);
    if (!/\p{L}/u.test(label) && !(part.closest('table') && label)) { say('no-label', part); }
    if (part.disabled) { say('not-usable', part); }
    if (part.type === 'password' && !/password/.test(part.autocomplete)) { say('secret-for-nothing', part); }
    const mates = part.matches('[type=radio]') ? all('[type=radio]', part.closest('fieldset, [role=radiogroup]') || part.form || main) : [];
    if (mates.some(each => each.name !== part.name && each.closest('fieldset') === part.closest('fieldset'))) { say('choices-not-tied', part); }
    if (part.hasAttribute('maxlength')) { say('cut-when-typed', part); }
    if (part.matches('textarea, [type=text], [type=search], input:not([type])') && !part.inputMode && (!part.dir || (part.dir !== 'auto' && part.closest('.ask')))) { say('direction-of-field', part); }
    if (part.matches('[type=radio]') && !words(part.closest('fieldset')?.querySelector(':scope > legend'))
        && !named(part.closest('[role=radiogroup]') || part.cloneNode())) { say('no-legend', part); }
    // What is asked is about somebody else, or a secret: a browser that remembers it would keep it.
    const typed = part.matches('textarea, input:not([type]), [type=text], [type=date], [type=search], [type=number], [type=password], [type=email]');
    const remembers = part.autocomplete || part.form?.getAttribute('autocomplete');
    if (typed && !['off', 'new-password', 'current-password'].includes(remembers)) { say('remembered', part); }
    if (part.getAttribute('aria-invalid') === 'true') {
      const about = (part.getAttribute('aria-describedby') || part.closest('fieldset')?.getAttribute('aria-describedby') || '')
        .split(' ').map(id => document.getElementById(id)).filter(each => each && words(each));
      if (!about.length) { say('error-not-tied', part); }
    }
  });
  all('button:disabled').filter(shown).forEach(part => say('not-usable', part));
  all('[contenteditable]').filter(part => part.getAttribute('role') !== 'textbox' || !named(part)).forEach(part => say('no-label', part));
  all('label[for]').filter(part => document.getElementById(part.htmlFor) && !part.control).forEach(part => say('label-of-nothing', part));
  const asked = controls.filter(part => part.matches('textarea, select, [type=text], [type=date], [type=number], input:not([type])'));
  const called = asked.map(part => [...part.labels || []].map(words).join(' ') || named(part));
  asked.forEach((part, at) => {
    const other = asked[called.indexOf(called[at])];
    const apart = one => one.closest('fieldset, tr, section, details, form');
    // (The cells of a row are called by their column, and two columns may stand under one heading each.)
    if (other !== part && !part.closest('.copy') && apart(other) === apart(part)) { say('fields-of-one-name', part); }
  });
  all('fieldset').filter(shown).forEach(part => {
    if (!words(part.querySelector(':scope > legend')) && !named(part)) { say('group-without-name', part); }
  });
  all('.ask__help, .hint').filter(part => shown(part) && words(part)).forEach(part => {
    const tied = part.id && document.querySelector(`[aria-describedby~="${CSS.escape(part.id)}"]`);
    if (!tied && part.parentElement.querySelector('input, select, textarea')) { say('hint-not-tied', part); }
  });
  const groups = all('fieldset, [role=group]').filter(shown);
  const name = part => [words(part.querySelector(':scope > legend')) || named(part),
    ...(part.parentElement.closest('fieldset, [role=group], section') ? [name(part.parentElement.closest('fieldset, [role=group], section'))] : [])].join(' < ');
  const names = groups.map(name);
  groups.filter((part, at) => part.matches('.copy') && names.indexOf(names[at]) !== at).forEach(part => say('groups-of-one-name', part));
  const parts = all('nav, aside, form[role=search], [role=search]').filter(shown).map(part => `${part.tagName} ${named(part)}`);
  all('nav').filter(part => shown(part) && !named(part)).forEach(part => say('part-without-name', part));
  parts.filter((part, at) => part !== 'DIV ' && parts.indexOf(part) !== at).forEach(part => say('parts-of-one-name', part));
  all('.status').forEach(part => {
    if (!part.closest('[role=status], [role=alert], [aria-live]')) { say('status-not-live', part); }
  });
  all('dialog, [role=dialog]').filter(part => !named(part)).forEach(part => say('dialog-without-name', part));
  all('details').filter(part => !words(part.querySelector(':scope > summary'))).forEach(part => say('details-without-name', part));
  return [...new Set(wrong)];
}
