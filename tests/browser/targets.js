/* What is pressed and is less than 24 px high or wide stands apart: nothing else to press is within 12 px of its middle,
   and no middle of another small one within 24 (2.5.8). A link within a sentence is as high as its line. */
() => {
  const LEAST = 24;
  const PRESSED = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [tabindex="0"]';
  const within = part => getComputedStyle(part).display === 'inline'
    && part.parentElement.textContent.trim().length > part.textContent.trim().length;
  const targets = [...document.querySelectorAll(PRESSED)]
    .filter(part => !part.disabled && part.checkVisibility({visibilityProperty: true, opacityProperty: true}))
    .map(part => ({part, box: part.getBoundingClientRect(), cut: getComputedStyle(part).clipPath !== 'none'}))
    .filter(({box, cut}) => !cut && box.width > 1 && box.height > 1 && box.right > 0)
    .map(({part, box}) => ({part, box, small: box.width < LEAST || box.height < LEAST,
      x: box.left + box.width / 2, y: box.top + box.height / 2}));
  const beyond = (at, from, to) => Math.max(from - at, 0, at - to);
  const near = (one, other) => other.small
    ? Math.hypot(one.x - other.x, one.y - other.y) < LEAST
    : Math.hypot(beyond(one.x, other.box.left, other.box.right), beyond(one.y, other.box.top, other.box.bottom)) < LEAST / 2;
  const crowded = one => targets.some(other => other !== one && near(one, other)
    && !one.part.contains(other.part) && !other.part.contains(one.part));
  return targets.filter(one => one.small && !within(one.part) && crowded(one))
    .map(({part, box}) => `target-size: ${Math.round(box.width)} x ${Math.round(box.height)} ${part.outerHTML.slice(0, 100)}`)
    .slice(0, 5);
}
