// Signing out without a network: the page is locked at once; the session on the server ends at the next contact.
import { Link } from "./visit-network.js";

const key = "dudao:visits:leaving";
const pause = 30_000;
let timer;

export function leaveLater(account) {
  localStorage.setItem(key, account);
  leave();
}

// Whoever comes back does not want to leave any more.
export function stay(account) {
  if (localStorage.getItem(key) === account) localStorage.removeItem(key);
}

// Tries now, when the network is back, and every half minute; it ends this account's session and nobody else's.
export async function leave() {
  clearTimeout(timer);
  const account = localStorage.getItem(key);
  if (!account) return;
  const isOver = navigator.onLine && await new Link({ account }).signOut().then(() => true, () => false);
  if (isOver) stay(account);
  else timer = setTimeout(leave, pause);
}

addEventListener("online", leave);
