/* Words that are too much like the ground behind them, as the page looks now: 4.5 to 1, large ones 3 to 1.
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
  const parts = new Set(document.querySelectorAll('body :is(input, textarea, select)'));
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    if (texts.currentNode.data.trim()) { parts.add(texts.currentNode.parentElement); }
  }
  const wrong = new Map();
  for (const part of parts) {
    if (part.closest('script, style, [disabled], svg')) { continue; }
    if (!part.checkVisibility({opacityProperty: true, visibilityProperty: true})) { continue; }
    const style = getComputedStyle(part), ground = groundOf(part), colour = over(parse(style.color), ground);
    const size = parseFloat(style.fontSize), wanted = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
    const found = ratio(colour, ground);
    if (part.placeholder && !part.value) {
      const pale = getComputedStyle(part, '::placeholder'), hint = parse(pale.color);
      if (ratio(over({...hint, a: hint.a * pale.opacity}, ground), ground) < 4.5) {
        wrong.set(`placeholder ${pale.color}`, `placeholder: ${part.outerHTML.slice(0, 100)}`);
      }
    }
    if (found < wanted) {
      wrong.set(`${style.color} on ${ground.r},${ground.g},${ground.b}`,
        `${found.toFixed(2)} to 1: ${part.outerHTML.slice(0, 100)}`);
    }
  }
  return [...wrong.values()].slice(0, 5);
}
