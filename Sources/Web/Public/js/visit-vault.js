// An account's own part of the device, open as long as its key is in memory.
import { copiesOf, copy, copySlot, dropCopies, dropSlot, isCopied } from "./visit-copies.js";
import * as crypt from "./visit-crypto.js";
import * as database from "./visit-database.js";

// The login is not written down: its digest finds the slot, the password opens it.
export const slotOf = (login) => crypt.digest(new TextEncoder().encode(`dudao-visits:${login.trim().toLowerCase()}`));

// From the copies when the browser has thrown its database away.
async function found(slot) {
  const record = await database.slotNamed(slot);
  if (record) return record;
  const copies = await copiesOf(slot).catch(() => undefined);
  if (!copies) return undefined;
  await database.write(copies.items);
  await database.saveSlot(copies.record);
  return copies.record;
}

export class Vault {
  constructor(slot, login, key) {
    this.slot = slot;
    this.login = login.trim();
    this.key = key;
  }

  static async exists(login) { return Boolean(await found(await slotOf(login))); }

  // Undefined when the password is another one; the server proved it right before `create`.
  static async unlock(login, password) {
    const slot = await slotOf(login);
    const record = await found(slot);
    const key = record && await crypt.unwrap(record, password);
    if (!key) return undefined;
    const vault = new Vault(slot, login, key);
    vault.owner = await vault.get("owner", "owner");
    return vault;
  }

  static async create(login, password, owner) {
    const vault = new Vault(await slotOf(login), login, await crypt.newKey());
    vault.owner = { account: owner.account, name: owner.name, kind: owner.kind };
    await vault.rewrap(password);
    await vault.put("owner", "owner", vault.owner);
    return vault;
  }

  static async forget(login) {
    const slot = await slotOf(login);
    await dropSlot(slot);
    await database.forget(slot);
  }

  // The same key under another password, when it was changed on the server.
  async rewrap(password) {
    const record = { slot: this.slot, ...await crypt.wrap(this.key, password) };
    await database.saveSlot(record);
    await copySlot(record).catch(() => {});
  }

  get isOpen() { return this.key !== undefined; }
  lock() { this.key = undefined; }

  async sealed(kind, id, bytes) {
    if (!this.isOpen) throw new Error("locked");
    return { slot: this.slot, kind, id, ...await crypt.seal(this.key, bytes, `${this.slot}/${kind}/${id}`) };
  }

  async unsealed(item) {
    if (!this.isOpen) throw new Error("locked");
    return crypt.unseal(this.key, item, `${item.slot}/${item.kind}/${item.id}`);
  }

  // `values` as [kind, id, value]; a value is anything that JSON holds, or bytes.
  async write(values, removals = [], durability = "strict") {
    const puts = await Promise.all(values.map(([kind, id, value]) =>
      this.sealed(kind, id, value instanceof ArrayBuffer || value instanceof Uint8Array ? value : crypt.encode(value))));
    const gone = removals.map(([kind, id]) => [this.slot, kind, id]);
    await database.write(puts, gone, durability);
    puts.forEach((item, index) => {
      if (!isCopied(item.kind)) return;
      if (values[index][2].state === "sent") gone.push([this.slot, item.kind, item.id]);
      else copy(item);
    });
    if (gone.length) await dropCopies(gone).catch(() => {});
  }

  put(kind, id, value) { return this.write([[kind, id, value]]); }
  remove(...keys) { return this.write([], keys); }

  async bytes(kind, id) {
    const item = await database.item(this.slot, kind, id);
    return item && this.unsealed(item);
  }

  async get(kind, id) {
    const bytes = await this.bytes(kind, id);
    return bytes && crypt.decode(bytes);
  }

  async all(kind) {
    const items = await database.itemsOf(this.slot, kind);
    return Promise.all(items.map(async (item) => crypt.decode(await this.unsealed(item))));
  }

  ids(kind) { return database.idsOf(this.slot, kind); }
}
