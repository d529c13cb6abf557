// The rescue file: records and photos under a passphrase, to be taken in on another device of the same person.
import * as crypt from "./visit-crypto.js";
import { isFull } from "./visit-space.js";

const mark = "DUDAO-VISITS-1\n";
const number = (value) => new Uint8Array(new Uint32Array([value]).buffer);

// A frame: its length, the IV, the sealed bytes. Its place is sealed in, so that none can be lost or swapped unseen.
async function frame(key, index, note, bytes = new Uint8Array(0)) {
  const head = crypt.encode(note);
  const plain = new Uint8Array(await new Blob([number(head.length), head, bytes]).arrayBuffer());
  const { iv, data } = await crypt.seal(key, plain, `${mark}${index}`);
  return new Blob([number(data.byteLength), iv, data]);
}

export async function exported(vault, visits, passphrase) {
  const salt = crypt.random(16);
  const key = await crypt.derive(passphrase, salt);
  const items = [];
  for (const visit of visits) {
    items.push({ kind: "visit", id: visit.id });
    for (const photo of visit.state === "sent" ? [] : visit.body.photos) items.push({ kind: "photo", id: photo.id });
  }
  const head = { account: vault.owner.account, name: vault.owner.name, at: new Date().toISOString(), items: items.length };
  const frames = [await frame(key, 0, head)];
  for (const item of items) {
    frames.push(await frame(key, frames.length, item, await vault.bytes(item.kind, item.id) ?? new Uint8Array(0)));
  }
  return new Blob([mark, salt, ...frames], { type: "application/octet-stream" });
}

async function* frames(file, key) {
  let at = mark.length + 16;
  for (let index = 0; at < file.size; index += 1) {
    const head = await part(file, at, 16);
    const length = new DataView(head).getUint32(0, true);
    const sealed = { iv: head.slice(4), data: await part(file, at + 16, length) };
    const plain = await crypt.unseal(key, sealed, `${mark}${index}`);
    const noted = new DataView(plain).getUint32(0, true);
    yield { note: crypt.decode(plain.slice(4, 4 + noted)), bytes: plain.slice(4 + noted) };
    at += 16 + length;
  }
}

async function part(file, at, length) {
  const bytes = await file.slice(at, at + length).arrayBuffer();
  if (bytes.byteLength !== length) throw new Error("short");
  return bytes;
}

// Answers what was taken in, or throws a sentence. What is on this device already stays as it is.
export async function imported(vault, file, passphrase) {
  const start = await file.slice(0, mark.length + 16).arrayBuffer();
  if (new TextDecoder().decode(start.slice(0, mark.length)) !== mark) throw new Error("这不是到校督导的救援文件。");
  const key = await crypt.derive(passphrase, new Uint8Array(start.slice(mark.length)));
  const here = new Set([...await vault.ids("visit"), ...await vault.ids("photo")]);
  const found = { added: 0, present: 0 };
  let head;
  let count = 0;
  const visits = [];
  try {
    for await (const { note, bytes } of frames(file, key)) {
      if (!head) {
        head = note;
        if (head.account !== vault.owner.account) break;
        continue;
      }
      count += 1;
      if (here.has(note.id)) found.present += note.kind === "visit" ? 1 : 0;
      else if (note.kind === "visit") visits.push([note.id, crypt.decode(bytes)]);
      else if (bytes.byteLength) await vault.put("photo", note.id, bytes);
    }
  } catch (error) {
    if (isFull(error)) throw new Error("手机存储空间不够，没有导入。");
    throw new Error(head ? "文件不完整或已损坏，没有导入。" : "口令不对，或者文件已损坏。");
  }
  if (head?.account !== vault.owner.account) throw new Error(`这是${head?.name ?? "别人"}的记录，只能由本人导入。`);
  if (count !== head.items) throw new Error("文件不完整，没有导入。");
  // Photos first, then the records that name them: a record never stands without its photos.
  await vault.write(visits.map(([id, visit]) => ["visit", id, visit]));
  found.added = visits.length;
  return found;
}
