/* What styles do to words, and how words are set, asked of the page as it stands in the browser: one line for each
   barrier. Some of these rules hold on our pages alone, for nothing here needs what they forbid. */
() => {
  const wrong = [];
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const short = part => part.outerHTML.replace(/\s+/g, ' ').slice(0, 110);
  const words = part => (part ? part.textContent.replace(/\s+/g, ' ').trim() : '');
  const shown = part => part.checkVisibility({visibilityProperty: true});
  const style = part => getComputedStyle(part);
  const say = (rule, part) => wrong.push(`${rule}: ${short(part)}`);
  const count = (text, rule) => (text.match(rule) || []).length;
  const root = document.documentElement, body = document.body, main = document.querySelector('main');
  const seen = all('body *').filter(shown);
  const ARABIC = /\p{Script=Arabic}/u;

  /* -- every part that is seen --------------------------------------------------------------------------- */
  seen.forEach(part => {
    const look = style(part), said = words(part);
    if (look.textAlign === 'justify' && said) { say('justified', part); }
    if (look.writingMode !== 'horizontal-tb' && said && !part.closest('svg')) { say('turned', part); }
    if (look.textDecorationLine.includes('underline') && said && !part.closest('a, button, summary, ins, abbr')) { say('underlined', part); }
    if (look.textDecorationLine.includes('line-through') && !part.closest('del, s')) { say('struck-out', part); }
    if (!['none', 'math-auto'].includes(look.textTransform) && said) { say('letters-changed', part); }
    if (look.fontVariantCaps !== 'normal' && said) { say('letters-changed', part); }
    for (const where of ['::before', '::after']) {
      const added = getComputedStyle(part, where).content;
      if (/\p{L}{2,}/u.test(added.replace(/^(none|normal)$|(counters?|attr)\(.*?\)/g, ''))) { say('words-by-css', part); }
    }
    if (look.order !== '0' || /reverse/.test(look.flexDirection + look.flexWrap)) { say('other-order', part); }
    if (look.animationName !== 'none' && (look.animationIterationCount === 'infinite'
        || parseFloat(look.animationDuration) > 5)) { say('moves', part); }
    if (look.pointerEvents === 'none' && !part.matches('.md-skip') && part.matches('a[href], button, input, select, textarea, summary')) { say('not-pressable', part); }
    if (look.cursor === 'none') { say('no-pointer', part.cloneNode()); }
  });

  all('ul, ol, li, dl, table, button, h1, h2, h3, h4, fieldset').filter(part => style(part).display === 'contents')
    .forEach(part => say('meaning-removed', part));

  /* -- every part with words of its own ------------------------------------------------------------------- */
  seen.filter(part => [...part.childNodes].some(each => each.nodeType === 3 && /\p{L}{2}/u.test(each.data))).forEach(part => {
    const look = style(part), size = parseFloat(look.fontSize), said = words(part);
    if (part.closest('svg, sup, sub')) { return; }
    if (size < 12) { say('too-small', part); }
    if (part.matches('p, li, dd, td') && parseFloat(look.lineHeight) < 1.2 * size) { say('lines-too-close', part); }
    if (parseFloat(look.letterSpacing) < -0.03 * size || parseFloat(look.wordSpacing) < -0.05 * size) { say('letters-too-close', part); }
    // Letters that join are torn apart by it.
    if (parseFloat(look.letterSpacing) > 0 && ARABIC.test(said)) { say('letters-parted', part); }
    if (look.wordBreak === 'break-all' && !part.closest('code, pre')) { say('words-broken', part); }
    if (look.userSelect === 'none' && !part.closest('button, summary, label')) { say('not-selectable', part); }
    if (look.forcedColorAdjust === 'none') { say('colours-forced', part); }
    const long = part.matches('p, li, dd, td') ? said.split(' ').length : 0;
    if (long > 40 && parseInt(look.fontWeight) > 500) { say('all-bold', part); }
    if (long < 20) { return; }
    if (look.fontStyle !== 'normal') { say('all-slanted', part); }
    if (!['start', look.direction === 'rtl' ? 'right' : 'left'].includes(look.textAlign)) { say('ragged-start', part); }
  });
  all('main :is(h1, h2, h3, h4, p, li, td, th, dt, dd)').filter(shown).forEach(part => {
    const box = part.getBoundingClientRect(), within = all(':scope *', main).find(each => each.contains(part) && each.scrollWidth > each.clientWidth + 1);
    if (words(part) && !within && box.width && (box.right <= 0 || (style(root).direction === 'rtl' && box.left >= innerWidth))) { say('off-screen', part); }
  });

  /* -- what is made to look like something ----------------------------------------------------------------- */
  const usual = parseFloat(style(main || body).fontSize);
  all('main :is(p, div)').filter(part => shown(part) && /^\p{L}/u.test(words(part)) && !/[.!?:;؟。…)]$/.test(words(part))
      && words(part).split(' ').length < 12 && !part.querySelector('a, button, input, p, h1, h2, h3, h4')
      && part.nextElementSibling?.matches('p, ul, ol') && parseFloat(style(part).fontSize) >= 1.25 * usual
      && parseInt(style(part).fontWeight) >= 600)
    .forEach(part => say('heading-not-marked', part));
  all('summary').filter(part => shown(part) && words(part)).forEach(part => {
    const drawn = ['::before', '::after'].some(where => !['none', 'normal'].includes(getComputedStyle(part, where).content));
    const marked = style(part).display === 'list-item' && style(part).listStyleType !== 'none';
    if (!drawn && !marked && !part.querySelector('svg')) { say('state-not-seen', part); }
  });
  all('main :is(p, li, td, dd, span)').filter(shown).forEach(part => {
    if (/^[★☆●○■□▪✓✗✔✘→←]{3,}$/u.test(words(part)) && !part.closest('[aria-hidden=true], [role=img]')) { say('signs-for-words', part); }
  });

  /* -- what holds for the whole page ------------------------------------------------------------------------ */
  if (style(root).scrollBehavior === 'smooth') { say('moves', root.cloneNode()); }
  [root, body, ...seen].filter(part => /none|pan/.test(style(part).touchAction)).forEach(part => say('zoom-forbidden', part.cloneNode()));
  [root, body].filter(part => /hidden|clip/.test(style(part).overflowY) && !document.querySelector('dialog[open]'))
    .forEach(part => say('does-not-scroll', part.cloneNode()));
  const rulesOf = list => [...list].flatMap(rule => [rule, ...(rule.cssRules ? rulesOf(rule.cssRules) : [])]);
  for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) {
    let rules = [];
    const onPaper = rule => rule && (rule.media?.mediaText === 'print' || onPaper(rule.parentRule || rule.parentStyleSheet));
    try { rules = rulesOf(sheet.cssRules); } catch (error) { continue; }  // read from a disk, a file's rules are closed
    rules.filter(rule => /orientation/.test(rule.media?.mediaText || '')).forEach(rule => wrong.push(`orientation: ${rule.cssText.slice(0, 80)}`));
    rules.filter(rule => /:hover/.test(rule.selectorText || '') && !/:focus/.test(rule.selectorText))
      .filter(({style: {display, visibility, opacity}}) => display || visibility || opacity)
      .forEach(rule => wrong.push(`only-when-pointed-at: ${rule.cssText.slice(0, 80)}`));
    // Who made letters larger in the browser's settings gets them by this size alone.
    rules.filter(rule => /(^|[\s,])(html|:root|body)\s*(,|$)/.test(rule.selectorText || '') && /\d(px|pt|mm|cm)$/.test(rule.style.fontSize)
        && !onPaper(rule))
      .forEach(rule => wrong.push(`size-fixed: ${rule.cssText.slice(0, 80)}`));
  }
  return [...new Set(wrong)];
}
