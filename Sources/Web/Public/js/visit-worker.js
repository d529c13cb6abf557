// The service worker: keeps one release of the app whole, so that it opens without a network. `release` and `needed` stand above.
const kept = `dudao-visits-${release}`;

self.addEventListener("install", (event) => event.waitUntil((async () => {
  const cache = await caches.open(kept);
  await cache.addAll(needed.map((path) => new Request(path, { cache: "reload" })));
  await self.skipWaiting();
})()));

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("dudao-visits-") && name !== kept) await caches.delete(name);
  await self.clients.claim();
})()));

// The app and its files only; every other page and all data go to the server.
self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin || !needed.includes(address.pathname)) return;
  event.respondWith((async () => {
    const cache = await caches.open(kept);
    return await cache.match(address.pathname) ?? fetch(event.request);
  })());
});

// The key to what is unsent is in a page's memory, never here: an open page sends; without one the next opening does. While a
// page has not sent everything, the browser is told so, and wakes us again.
self.addEventListener("sync", (event) => event.waitUntil((async () => {
  const pages = (await self.clients.matchAll({ type: "window" })).filter((page) => new URL(page.url).pathname === "/visits/app");
  const answers = await Promise.all(pages.map(asked));
  if (answers.includes(false)) throw new Error("not all of it is sent");
})()));

const asked = (page) => new Promise((done) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => done(data);
  setTimeout(done, 120_000, false);
  page.postMessage("send", [port2]);
});
