// Keys and seals: AES-GCM for what is stored, its key wrapped by one made from a password (PBKDF2 with SHA-256).
export const iterations = 600_000;
const text = new TextEncoder();

export const random = (count) => crypto.getRandomValues(new Uint8Array(count));
export const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
export const digest = async (bytes) => hex(await crypto.subtle.digest("SHA-256", bytes));
export const encode = (value) => text.encode(JSON.stringify(value));
export const decode = (bytes) => JSON.parse(new TextDecoder().decode(bytes));

export async function derive(password, salt, rounds = iterations) {
  const typed = await crypto.subtle.importKey("raw", text.encode(password.normalize("NFKC")), "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds }, typed,
    { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt", "wrapKey", "unwrapKey"]);
}

export const newKey = () => crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]);

export async function wrap(key, password) {
  const [salt, iv] = [random(16), random(12)];
  const wrapped = await crypto.subtle.wrapKey("raw", key, await derive(password, salt), { name: "AES-GCM", iv });
  return { salt, iv, wrapped, iterations };
}

// Undefined when the password is another one.
export async function unwrap(record, password) {
  const outer = await derive(password, record.salt, record.iterations);
  const usage = [{ name: "AES-GCM", iv: record.iv }, { name: "AES-GCM" }, true, ["encrypt", "decrypt"]];
  return crypto.subtle.unwrapKey("raw", record.wrapped, outer, ...usage).catch(() => undefined);
}

// The label is sealed in with it, so that no item can be put in another's place.
export async function seal(key, bytes, label) {
  const iv = random(12);
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: text.encode(label) }, key, bytes);
  return { iv, data };
}

export const unseal = (key, { iv, data }, label) =>
  crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: text.encode(label) }, key, data);
