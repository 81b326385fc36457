/* What a page must say about itself, asked of the page as it stands in the browser: one line for each barrier.
   axe knows what holds everywhere; these are the rules that it has not, or that hold on our pages alone. */
() => {
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
  const RIGHT_TO_LEFT = /^(ar|fa|ur|he|ps|ckb)\b/;
  const body = document.body, main = document.querySelector('main');
  const seen = all('body *').filter(shown);

  /* -- the document ------------------------------------------------------------------------------- */
  if (!document.documentElement.lang) { say('no-language', document.documentElement.cloneNode()); }
  for (const part of [document.documentElement, ...all('[lang]')]) {
    const wanted = RIGHT_TO_LEFT.test(part.lang) ? 'rtl' : 'ltr';
    if (part.lang && part.closest('body, html') && !part.closest('svg, option') && style(part).direction !== wanted) {
      say('direction', part.cloneNode());
    }
  }
  if (!document.title.trim()) { say('no-title', 'the page has no title'); }
  if (all('main').filter(shown).length !== 1) { say('one-main', `${all('main').length} main parts`); }
  all('meta[http-equiv=refresh]').forEach(part => say('refresh', part));
  all('meta[name=viewport]').forEach(part => {
    if (/user-scalable|maximum-scale|minimum-scale/.test(part.content)) { say('zoom-forbidden', part); }
  });
  const ids = all('[id]').map(part => part.id);
  ids.filter((id, at) => ids.indexOf(id) !== at).forEach(id => say('same-id', id));
  for (const name of ['aria-labelledby', 'aria-describedby', 'aria-controls', 'for', 'headers']) {
    all(`[${name}]`).forEach(part => part.getAttribute(name).split(' ').forEach(id => {
      if (!document.getElementById(id)) { say('points-nowhere', part); }
    }));
  }

  /* -- headings, lists, tables, pictures --------------------------------------------------------------- */
  const headings = all('h1, h2, h3, h4, h5, h6').filter(part => shown(part) && !part.closest('dialog'));
  let before = 0;
  headings.forEach(part => {
    const level = Number(part.tagName[1]);
    if (level > before + 1) { say('heading-level', `${part.tagName} after H${before}: ${short(part)}`); }
    if (!words(part)) { say('empty-heading', part); }
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
    if (!words(part.caption) && !named(part) && !part.closest('[aria-label], [aria-labelledby], fieldset')) {
      say('table-without-name', part);
    }
  });
  all('img').forEach(part => {
    if (!part.hasAttribute('alt')) { say('no-alt', part); }
    if (/\.(png|jpe?g|gif|svg|webp)$|^(img|dsc|image)[_ -]?\d/i.test(part.alt)) { say('alt-is-a-file', part); }
    const beside = part.closest('a, button, figure, h1, h2, h3, li');
    if (part.alt && beside && words(beside) && words(beside).includes(part.alt)) { say('said-twice', part); }
  });
  all('img, svg:not([role=img])').filter(part => !part.hasAttribute('width') || !part.hasAttribute('height'))
    .filter(part => !part.parentElement.closest('svg')).forEach(part => say('no-size', part));
  all('svg').filter(part => !part.closest('[aria-hidden=true]') && !part.parentElement.closest('svg'))
    .filter(part => part.getAttribute('role') !== 'img' || !(named(part) || words(part.querySelector('title'))))
    .forEach(part => say('picture-without-name', part));
  all('iframe, object, embed, marquee, blink, [autoplay]').forEach(part => say('foreign', part));

  /* -- words ------------------------------------------------------------------------------------------ */
  const COMMON = {
    en: /\b(the|of|and|is|that|you|with|are|this|from|have|what|how)\b/gi,
    fr: /\b(le|la|les|des|du|et|est|une?|que|qui|dans|pour|avec|sont|vous|aux?)\b/gi,
  };
  const count = (text, rule) => (text.match(rule) || []).length;
  const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode.data.trim(), part = texts.currentNode.parentElement, tag = language(part);
    if (text.length < 12 || /^https?:\S+$/.test(text) || part.closest('script, style, svg, code, .blank')) { continue; }
    // (A work's title is a proper name in any language, and stands in an element of its own.)
    if (part.matches('a, em, strong, h2, h3') && words(part) === text) { continue; }
    // (The name in a blank is in the page's language, also within a sentence that fell back to English.)
    const arabic = count(text, /\p{Script=Arabic}{2,}/gu), latin = count(text, /\p{Script=Latin}{2,}/gu);
    const foreign = tag === 'ar' ? latin >= 4 && arabic === 0 : arabic >= 3 && latin === 0 && !RIGHT_TO_LEFT.test(tag);
    const other = {en: 'fr', fr: 'en'}[tag];
    if (foreign || (other && count(text, COMMON[other]) >= 3 && count(text, COMMON[tag]) === 0)) {
      say('language-of-words', `${tag || 'no language'}: ${text.slice(0, 60)} in ${short(part.cloneNode())}`);
    }
  }
  if (main && document.documentElement.lang !== 'en' && !document.querySelector('title').lang) {
    const own = document.title.split('–')[0].trim();
    if (RIGHT_TO_LEFT.test(document.documentElement.lang) && !/\p{Script=Arabic}/u.test(own) && /\p{L}{4}/u.test(own)) {
      say('language-of-title', own);
    }
  }
  seen.forEach(part => {
    const look = style(part);
    if (look.textAlign === 'justify' && words(part)) { say('justified', part); }
    if (look.writingMode !== 'horizontal-tb' && words(part) && !part.closest('svg')) { say('turned', part); }
    if (look.textDecorationLine.includes('underline') && words(part) && !part.closest('a, button, summary, ins, abbr')) { say('underlined', part); }
    if (!['none', 'math-auto'].includes(look.textTransform) && words(part)) { say('letters-changed', part); }
    for (const where of ['::before', '::after']) {
      const added = getComputedStyle(part, where).content;
      if (/\p{L}{2,}/u.test(added.replace(/^(none|normal)$|(counters?|attr)\(.*?\)/g, ''))) { say('words-by-css', part); }
    }
    if (look.order !== '0' || /reverse/.test(look.flexDirection + look.flexWrap)) { say('other-order', part); }
    if (look.animationName !== 'none' && (look.animationIterationCount === 'infinite'
        || parseFloat(look.animationDuration) > 5)) { say('moves', part); }
  });

  seen.filter(part => [...part.childNodes].some(each => each.nodeType === 3 && /\p{L}{2}/u.test(each.data))).forEach(part => {
    const look = style(part), size = parseFloat(look.fontSize);
    if (part.closest('svg, sup, sub')) { return; }
    if (size < 12) { say('too-small', part); }
    if (part.matches('p, li, dd, td') && parseFloat(look.lineHeight) < 1.2 * size) { say('lines-too-close', part); }
    if (parseFloat(look.letterSpacing) < -0.03 * size) { say('letters-too-close', part); }
    if (look.userSelect === 'none' && !part.closest('button, summary, label')) { say('not-selectable', part); }
    if (look.forcedColorAdjust === 'none') { say('colours-forced', part); }
  });
  [document.documentElement, body, ...seen].filter(part => /none|pan/.test(style(part).touchAction)).forEach(part => say('zoom-forbidden', part.cloneNode()));
  all('[aria-label], [alt], [placeholder]').forEach(part => {
    const text = named(part) || part.alt || part.placeholder || '';
    if (/^(ar|fa|ur)\b/.test(language(part)) && count(text, /\p{Script=Latin}{2,}/gu) >= 3 && !/\p{Script=Arabic}/u.test(text)) {
      say('language-of-name', part);
    }
  });
  all('main [aria-hidden=true]').filter(part => shown(part) && !part.closest('svg') && count(words(part), /\p{L}{2,}/gu) >= 2)
    .forEach(part => say('words-hidden', part));
  all(':is(h1, h2, h3, h4, table, ul, ol, li, fieldset):is([role=presentation], [role=none])').forEach(part => say('meaning-removed', part));
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
    if (VAGUE.test(name)) { say('vague-link', part); }
    if (part.target && part.target !== '_self') { say('new-window', part); }
    const plain = part.closest('main p, main li') && style(part).display === 'inline' && !part.closest('nav, .see');
    if (plain && !style(part).textDecorationLine.includes('underline')) { say('link-by-colour', part); }
    const to = /^(?:\.\.\/)+(\w\w)\//.exec(part.getAttribute('href')) || [];
    if (to[1] && to[1] !== document.documentElement.lang && part.hreflang !== to[1]) { say('language-of-target', part); }
  });
  all('nav a[href]').filter(part => part.href === location.href.split('#')[0] && !part.hash && !part.hasAttribute('aria-current'))
    .forEach(part => say('place-not-told', part));
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
  all('[tabindex]').filter(part => part.tabIndex > 0).forEach(part => say('tab-order', part));
  const first = all('a[href], button, input, summary').find(shown);
  const leads = first && first.matches('a[href^="#"]') && document.getElementById(first.hash.slice(1));
  if (document.querySelector('.md-skip') || document.querySelector('header nav, .md-menu')) {
    if (!leads || leads !== main) { say('skip-link', first || body.cloneNode()); }
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
    if (![...part.labels || []].some(words) && !named(part)) { say('no-label', part); }
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

  /* -- styles ------------------------------------------------------------------------------------------ */
  if (style(document.documentElement).scrollBehavior === 'smooth') { say('moves', 'the page scrolls smoothly'); }
  for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) {
    let rules = [];
    try { rules = [...sheet.cssRules]; } catch (error) { continue; }  // read from a disk, a file's rules are closed
    rules.filter(rule => /orientation/.test(rule.media?.mediaText || '')).forEach(rule => say('orientation', rule.cssText.slice(0, 80)));
    rules.filter(rule => /:hover/.test(rule.selectorText || '') && !/:focus/.test(rule.selectorText))
      .filter(({style: {display, visibility, opacity}}) => display || visibility || opacity)
      .forEach(rule => say('only-when-pointed-at', rule.cssText.slice(0, 80)));
  }
  return [...new Set(wrong)];
}
