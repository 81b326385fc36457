/* Words that are too much like the ground behind them, as the page looks now: 4.5 to 1, large ones 3 to 1; drawings, the
   line around a field, and that around what has the focus, 3 to 1.
   Our grounds are plain colours of ancestors, so they can be reckoned without painting; axe looks at some pages too. */
() => {
  const parse = colour => {
    const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number);
    return {r, g, b, a};
  };
  const over = (top, below) => ({
    r: top.r * top.a + below.r * (1 - top.a), g: top.g * top.a + below.g * (1 - top.a),
    b: top.b * top.a + below.b * (1 - top.a), a: 1,
  });
  const light = ({r, g, b}) => [r, g, b].map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const ratio = (one, other) => {
    const [high, low] = [light(one), light(other)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  const probe = document.createElement('p');
  probe.style.color = 'Canvas';
  document.body.append(probe);
  const canvas = parse(getComputedStyle(probe).color);
  probe.remove();

  const grounds = new Map();
  const groundOf = part => {
    if (!part) { return canvas; }
    if (!grounds.has(part)) {
      const own = parse(getComputedStyle(part).backgroundColor);
      grounds.set(part, own.a === 1 ? own : over(own, groundOf(part.parentElement)));
    }
    return grounds.get(part);
  };
  /* How much of a part is painted: what is pale in itself, or stands in something pale. */
  const painted = part => (part ? Number(getComputedStyle(part).opacity) * painted(part.parentElement) : 1);
  /* True where words stand on a picture or on colours that run into one another. */
  const onPicture = part => {
    if (!part) { return false; }
    const look = getComputedStyle(part);
    return look.backgroundImage !== 'none' || (parse(look.backgroundColor).a < 1 && onPicture(part.parentElement));
  };
  const parts = new Set(document.querySelectorAll('body :is(input, textarea, select)'));
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    if (texts.currentNode.data.trim()) { parts.add(texts.currentNode.parentElement); }
  }
  const wrong = new Map();
  for (const part of parts) {
    if (part.closest('script, style, [disabled], svg')) { continue; }
    if (!part.checkVisibility({opacityProperty: true, visibilityProperty: true})) { continue; }
    const style = getComputedStyle(part), ground = groundOf(part), own = parse(style.color);
    const colour = over({...own, a: own.a * painted(part)}, ground);
    const size = parseFloat(style.fontSize), wanted = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
    const found = ratio(colour, ground);
    if (part.placeholder && !part.value) {
      const pale = getComputedStyle(part, '::placeholder'), hint = parse(pale.color);
      if (ratio(over({...hint, a: hint.a * pale.opacity}, ground), ground) < 4.5) {
        wrong.set(`placeholder ${pale.color}`, `placeholder: ${part.outerHTML.slice(0, 100)}`);
      }
    }
    if (part.matches('select, textarea, input:not([type=radio], [type=checkbox], [type=file])')) {
      const line = over(parse(style.borderBottomColor), groundOf(part.parentElement));
      const lined = parseFloat(style.borderBottomWidth) > 0 && ratio(line, groundOf(part.parentElement)) >= 3;
      if (!lined) { wrong.set(`line ${style.borderBottomColor}`, `line of a field: ${part.outerHTML.slice(0, 100)}`); }
    }
    if (!part.matches('select, input, textarea') && onPicture(part)) { wrong.set('picture', `on a picture: ${part.outerHTML.slice(0, 100)}`); }
    if (found < wanted) {
      wrong.set(`${style.color} on ${ground.r},${ground.g},${ground.b}`,
        `${found.toFixed(2)} to 1: ${part.outerHTML.slice(0, 100)}`);
    }
  }
  for (const drawing of document.querySelectorAll('svg')) {
    if (!drawing.checkVisibility({visibilityProperty: true}) || drawing.parentElement.closest('svg')) { continue; }
    const ground = groundOf(drawing), shapes = [...drawing.querySelectorAll('path, rect, circle, line, polyline, polygon, ellipse, text')];
    const seen = shapes.some(shape => ['fill', 'stroke'].some(what => {
      const colour = getComputedStyle(shape)[what];
      return /^rgb/.test(colour) && ratio(over(parse(colour), ground), ground) >= 3;
    }));
    if (shapes.length && !seen) { wrong.set(`drawing ${drawing.outerHTML}`, `drawing: ${drawing.outerHTML.slice(0, 100)}`); }
  }
  /* What a part looks like when it has the focus, or is pointed at; one of each make will do. */
  const looked = new Set(), began = document.activeElement;
  for (const part of document.querySelectorAll('a[href], button, summary, input:not([type=radio], [type=checkbox], [type=file]), select, textarea')) {
    const ground = groundOf(part.parentElement), make = [part.tagName, part.className, part.parentElement.tagName, ground.r, ground.g, ground.b].join();
    if (looked.has(make) || part.disabled || !part.checkVisibility({visibilityProperty: true})) { continue; }
    looked.add(make);
    part.focus({preventScroll: true});
    const line = getComputedStyle(part), inner = parseFloat(line.outlineOffset) < 0 ? groundOf(part) : ground;
    if (line.outlineStyle !== 'none' && /^rgb/.test(line.outlineColor) && ratio(over(parse(line.outlineColor), inner), inner) < 3) {
      wrong.set(`focus ${make}`, `focus: ${line.outlineColor} on ${inner.r},${inner.g},${inner.b} ${part.outerHTML.slice(0, 100)}`);
    }
  }
  if (began && began !== document.body) { began.focus({preventScroll: true}); } else { document.activeElement.blur(); }
  for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) {
    let rules = [];
    try { rules = [...sheet.cssRules]; } catch (error) { continue; }  // read from a disk, a file's rules are closed
    for (const rule of rules.filter(each => /:hover/.test(each.selectorText || '') && each.style.color)) {
      const part = [...document.querySelectorAll(rule.selectorText.replace(/:hover/g, ''))].find(each => each.checkVisibility({visibilityProperty: true}));
      if (!part || part.closest('svg')) { continue; }
      const pointed = document.createElement('span');
      pointed.style.color = rule.style.color;
      pointed.style.backgroundColor = rule.style.backgroundColor;
      part.append(pointed);
      const ground = groundOf(pointed), found = ratio(over(parse(getComputedStyle(pointed).color), ground), ground);
      pointed.remove();
      if (found < 4.5) { wrong.set(`hover ${rule.selectorText}`, `pointed at, ${found.toFixed(2)} to 1: ${rule.cssText.slice(0, 80)}`); }
    }
  }
  return [...wrong.values()].slice(0, 5);
}
