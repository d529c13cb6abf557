// What lies on the device: sealed items, kept apart by slot (one per account), kind and id; and one lock per slot.
const name = "dudao-visits";

let opening;
function open() {
  opening ??= new Promise((done, failed) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("slots", { keyPath: "slot" });
      request.result.createObjectStore("items", { keyPath: ["slot", "kind", "id"] });
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      request.result.onclose = () => { opening = undefined; };
      done(request.result);
    };
    request.onerror = () => { opening = undefined; failed(request.error); };
  });
  return opening;
}

// "strict" waits until it is on the disk, because a phone may be switched off the next moment; "relaxed" until the system has
// it, which outlives a killed tab or browser and takes a fraction of the time.
async function change(body, durability = "strict") {
  const database = await open();
  return new Promise((done, failed) => {
    const work = database.transaction(["slots", "items"], "readwrite", { durability });
    work.oncomplete = () => done();
    work.onabort = () => failed(work.error ?? new DOMException("aborted", "AbortError"));
    body(work.objectStore("items"), work.objectStore("slots"));
  });
}

async function look(store, ask) {
  const database = await open();
  return new Promise((done, failed) => {
    const request = ask(database.transaction(store).objectStore(store));
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

const ofKind = (slot, kind) => IDBKeyRange.bound([slot, kind], [slot, kind, []]);

export const slotNamed = (slot) => look("slots", (store) => store.get(slot));
export const saveSlot = (record) => change((_, slots) => slots.put(record));
export const item = (slot, kind, id) => look("items", (store) => store.get([slot, kind, id]));
export const itemsOf = (slot, kind) => look("items", (store) => store.getAll(ofKind(slot, kind)));
export const idsOf = async (slot, kind) =>
  (await look("items", (store) => store.getAllKeys(ofKind(slot, kind)))).map((key) => key[2]);

// All of it or nothing of it.
export const write = (puts, removals = [], durability = "strict") => change((items) => {
  for (const key of removals) items.delete(key);
  for (const put of puts) items.put(put);
}, durability);

export const forget = (slot) => change((items, slots) => {
  items.delete(IDBKeyRange.bound([slot], [slot, []]));
  slots.delete(slot);
});

// A megabyte kept back, so that words can still be stored when photos have filled the disk.
const reserve = "reserve";
export async function keepReserve() {
  if (await slotNamed(reserve)) return;
  const bytes = new Uint8Array(1 << 20);
  for (let from = 0; from < bytes.length; from += 65_536) crypto.getRandomValues(bytes.subarray(from, from + 65_536));
  await saveSlot({ slot: reserve, bytes });
}

export async function useReserve() {
  if (!await slotNamed(reserve)) return false;
  await change((_, slots) => slots.delete(reserve));
  return true;
}
