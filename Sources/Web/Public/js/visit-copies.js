// A second, equally sealed copy of what is not sent, in another store of the browser. Chromium throws all of IndexedDB away
// when a full disk has torn its log; the copies are files of their own. Two sides take turns, so that a copy that could not
// be written never costs the one before it.
const store = "dudao-visit-copies";
const kinds = ["owner", "visit", "photo"];
const pause = 500;
const [pending, sides] = [new Map(), new Map()];
let timer;

const address = ({ slot, kind, id }) => `/visits/copies/${slot}/${kind}/${id}`;
const open = () => caches.open(store);
const time = (answer) => Number(answer?.headers.get("X-At") ?? 0);

export const isCopied = (kind) => kinds.includes(kind);

// The wrapped key at once, items half a second after the last change.
export const copySlot = (record) => put(`/visits/copies/${record.slot}`, pack(record));

export function copy(item) {
  pending.set(address(item), item);
  clearTimeout(timer);
  timer = setTimeout(settle, pause);
}

export async function settle() {
  clearTimeout(timer);
  for (const [path, item] of [...pending]) {
    const isDone = await put(path, pack(item)).then(() => true, () => false);
    if (isDone && pending.get(path) === item) pending.delete(path);
  }
  if (pending.size) timer = setTimeout(settle, 5_000);
}

async function put(path, body) {
  const cache = await open();
  if (!sides.has(path)) {
    const [left, right] = await Promise.all([cache.match(`${path}?0`), cache.match(`${path}?1`)]);
    sides.set(path, time(left) > time(right) ? 0 : 1);
  }
  const side = 1 - sides.get(path);
  await cache.put(`${path}?${side}`, new Response(body, { headers: { "X-At": `${Date.now()}` } }));
  sides.set(path, side);
}

export async function dropCopies(keys) {
  const cache = await open();
  for (const [slot, kind, id] of keys) {
    const path = address({ slot, kind, id });
    pending.delete(path);
    for (const side of [0, 1]) await cache.delete(`${path}?${side}`);
  }
}

export async function dropSlot(slot) {
  const cache = await open();
  for (const request of await cache.keys()) if (request.url.includes(`/${slot}`)) await cache.delete(request);
}

// The wrapped key and the items of a slot, the newer side of each; undefined when there is no copy.
export async function copiesOf(slot) {
  const cache = await open();
  const newest = new Map();
  for (const request of await cache.keys()) {
    const path = new URL(request.url).pathname;
    if (!path.startsWith(`/visits/copies/${slot}`)) continue;
    const answer = await cache.match(request);
    if (time(answer) >= time(newest.get(path))) newest.set(path, answer);
  }
  const all = await Promise.all([...newest.values()].map(async (answer) => unpack(await answer.arrayBuffer())));
  const record = all.find((one) => one.wrapped);
  return record && { record, items: all.filter((one) => one !== record) };
}

// Bytes behind a head that says how many belong to which field.
function pack(record) {
  const [words, bytes] = [{}, []];
  for (const [name, value] of Object.entries(record)) {
    if (typeof value === "object") bytes.push([name, new Uint8Array(value)]);
    else words[name] = value;
  }
  const head = new TextEncoder().encode(JSON.stringify({ words, bytes: bytes.map(([name, value]) => [name, value.length]) }));
  return new Blob([new Uint32Array([head.length]), head, ...bytes.map(([, value]) => value)]);
}

function unpack(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  const { words, bytes } = JSON.parse(new TextDecoder().decode(buffer.slice(4, 4 + length)));
  let at = 4 + length;
  for (const [name, size] of bytes) {
    words[name] = new Uint8Array(buffer.slice(at, at + size));
    at += size;
  }
  return words;
}
