/* Whatever takes the focus is on the screen and says by a line around it that it has it. */
() => {
  const wrong = [], began = document.activeElement;
  const FOCUSABLE = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex="-1"])';
  for (const part of document.querySelectorAll(FOCUSABLE)) {
    if (part.disabled || !part.checkVisibility({visibilityProperty: true})) { continue; }
    const before = document.activeElement;
    part.focus();
    if (document.activeElement !== part) {
      if (document.activeElement !== before && document.activeElement !== document.body) {
        wrong.push(`focus-moved: ${part.outerHTML.slice(0, 100)}`);
      }
      continue;
    }
    const box = part.getBoundingClientRect(), style = getComputedStyle(part);
    const label = part.matches('[type=radio], [type=checkbox], [type=file]') && part.labels[0];
    const cut = style.clipPath !== 'none' || style.opacity === '0';
    const name = part.outerHTML.slice(0, 100);
    if (!label && (cut || box.width < 2 || box.height < 2 || box.right <= 0 || box.left >= innerWidth)) {
      wrong.push(`hidden-focus: ${name}`);
    }
    // (2.4.11: something of it is seen; what lies over it may be the label that stands for it.)
    const own = at => at && (part.contains(at) || at.contains(part) || [...part.labels || []].some(each => each.contains(at)));
    // (A link of two lines has a box for each.)
    const points = [...part.getClientRects()].flatMap(line => [[0.02, 0.1], [0.5, 0.5], [0.98, 0.9]]
      .map(([x, y]) => [line.left + x * line.width, line.top + y * line.height]));
    const inside = points.filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
    if (inside.length && !inside.some(([x, y]) => own(document.elementFromPoint(x, y)))) { wrong.push(`focus-covered: ${name}`); }
    const lined = [part, label, part.parentElement].filter(Boolean).map(each => getComputedStyle(each))
      .some(look => look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2);
    if (!lined) { wrong.push(`focus-not-seen: ${name}`); }
  }
  if (began && began !== document.body) { began.focus(); } else { document.activeElement.blur(); }
  scrollTo(0, 0);
  return [...new Set(wrong)];
}
