// SHA-256 (FIPS 180-4) of a short ASCII text: crypto.subtle needs HTTPS and is slow for many small texts.
const primes = [];
for (let number = 2; primes.length < 64; number += 1) {
  if (primes.every((prime) => number % prime)) primes.push(number);
}
const fraction = (value) => ((value - Math.floor(value)) * 2 ** 32) | 0;
const constants = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
const start = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));

const turn = (word, by) => (word >>> by) | (word << (32 - by));
const schedule = new Int32Array(64);

// How many bits at the beginning of the hash are zero, up to 32.
export function zeroBits(text) {
  return Math.clz32(hash(text)[0]);
}

export function hash(text) {
  const length = text.length;
  const blocks = (length + 72) >>> 6;
  const words = new Int32Array(blocks * 16);
  for (let place = 0; place < length; place += 1) {
    words[place >> 2] |= text.charCodeAt(place) << (24 - (place & 3) * 8);
  }
  words[length >> 2] |= 0x80 << (24 - (length & 3) * 8);
  words[words.length - 1] = length * 8;
  const state = start.slice();
  for (let block = 0; block < blocks; block += 1) mix(state, words.subarray(block * 16, block * 16 + 16));
  return state;
}

function mix(state, words) {
  for (let i = 0; i < 64; i += 1) {
    if (i < 16) {
      schedule[i] = words[i];
      continue;
    }
    const [early, late] = [schedule[i - 15], schedule[i - 2]];
    const first = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
    const second = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
    schedule[i] = (schedule[i - 16] + first + schedule[i - 7] + second) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i += 1) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + constants[i] + schedule[i]) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  const mixed = [a, b, c, d, e, f, g, h];
  for (let i = 0; i < 8; i += 1) state[i] = (state[i] + mixed[i]) | 0;
}
