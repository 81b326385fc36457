/* SHA-256, for the fingerprint of a text that somebody ticked: browsers give theirs to no page from a disk. */
(function () {
  'use strict';

  /* The first 32 bits of what stands after the point in roots of the first primes. */
  function constants() {
    const /** @type {number[]} */ roots = [], /** @type {number[]} */ cubes = [], bits = (/** @type {number} */ root) => ((root - Math.floor(root)) * 4294967296) | 0;
    for (let number = 2; cubes.length < 64; number += 1) {
      let isPrime = true;
      for (let by = 2; by * by <= number; by += 1) { if (number % by === 0) { isPrime = false; } }
      if (isPrime) {
        roots.push(bits(Math.sqrt(number)));
        cubes.push(bits(Math.pow(number, 1 / 3)));
      }
    }
    return [roots.slice(0, 8), cubes];
  }

  const [START, STEPS] = constants();

  /** @param {number} word @param {number} by */
  function turned(word, by) { return (word >>> by) | (word << (32 - by)); }

  /** @param {string} text */
  function padded(text) {
    const /** @type {number[]} */ bytes = Array.from(unescape(encodeURIComponent(text)), (sign) => sign.charCodeAt(0)), length = bytes.length * 8;
    bytes.push(128);
    while (bytes.length % 64 !== 56) { bytes.push(0); }
    for (let shift = 56; shift >= 0; shift -= 8) { bytes.push(Math.floor(length / Math.pow(2, shift)) & 255); }
    return bytes;
  }

  /** @param {string} text */
  function sha256(text) {
    const bytes = padded(text), sum = START.slice(), /** @type {number[]} */ words = [];
    for (let block = 0; block < bytes.length; block += 64) {
      for (let at = 0; at < 64; at += 1) {
        const here = block + at * 4, two = words[at - 2], fifteen = words[at - 15];
        words[at] = at < 16
          ? (bytes[here] << 24) | (bytes[here + 1] << 16) | (bytes[here + 2] << 8) | bytes[here + 3]
          : (words[at - 16] + words[at - 7] + (turned(fifteen, 7) ^ turned(fifteen, 18) ^ (fifteen >>> 3)) +
            (turned(two, 17) ^ turned(two, 19) ^ (two >>> 10))) | 0;
      }
      let [a, b, c, d, e, f, g, h] = sum;
      words.forEach((word, at) => {
        const one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + STEPS[at] + word) | 0;
        const other = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + other) | 0];
      });
      [a, b, c, d, e, f, g, h].forEach((word, at) => { sum[at] = (sum[at] + word) | 0; });
    }
    return sum.map((word) => ('0000000' + (word >>> 0).toString(16)).slice(-8)).join('');
  }

  window.CitizenDesk.sha256 = sha256;
}());
