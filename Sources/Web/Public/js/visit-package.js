// What the device takes along: schools, findings, checklists and rosters, fetched page by page and resumed where it broke.
import { otherAccount } from "./visit-network.js";

const lists = ["schools", "checklists", "themes", "tasks", "departments", "colleagues"];
const stale = 6 * 3_600_000;
const eight = 8 * 3_600_000;

// `progress(part, parts)` is told after each page; a page counts once it is stored.
export async function fetchPackage(vault, link, progress = () => {}) {
  const before = await vault.get("sync", "state") ?? {};
  let run = before.run;
  if (!run || Date.now() - run.startedAt > stale) run = { generation: `${Date.now()}`, startedAt: Date.now(), part: 0 };
  do {
    const page = await next(link, run);
    if (page.account !== vault.owner.account) throw otherAccount();
    // What the server has came or went meanwhile: it begins anew, and so do the pages here.
    if (run.next && page.part === 1) {
      await drop(vault, (id) => id.startsWith(`${run.generation}/`));
      run = { ...run, part: 0 };
    }
    run = { ...run, next: page.next, part: run.part + 1, parts: page.parts ?? run.part + 1 };
    const values = [["package", `${run.generation}/${String(run.part).padStart(5, "0")}`, page]];
    if (page.next) await vault.write([...values, ["sync", "state", { ...before, run }]]);
    else await finish(vault, values, run);
    progress(run.part, Math.max(run.parts, run.part));
  } while (run.next);
}

async function drop(vault, isOld) {
  const old = (await vault.ids("package")).filter(isOld);
  await vault.remove(...old.map((id) => ["package", id]));
}

async function next(link, run) {
  return link.get(run.next ? `/api/visits/package?after=${encodeURIComponent(run.next)}` : "/api/visits/package");
}

// The new package takes the old one's place in one step.
async function finish(vault, values, run) {
  const old = (await vault.ids("package")).filter((id) => !id.startsWith(`${run.generation}/`));
  const state = { complete: run.generation, takenAt: Date.now() };
  await vault.write([...values, ["sync", "state", state]], old.map((id) => ["package", id]));
}

// The last complete package; before there is one, as much of the first as has come.
export async function loadPackage(vault) {
  const state = await vault.get("sync", "state") ?? {};
  const generation = state.complete ?? state.run?.generation;
  const merged = { takenAt: state.takenAt, isComplete: Boolean(state.complete), run: state.run };
  for (const list of lists) merged[list] = [];
  const ids = (await vault.ids("package")).filter((id) => id.startsWith(`${generation}/`)).sort();
  for (const id of ids) {
    const page = await vault.get("package", id);
    Object.assign(merged, { day: page.day, serverTime: page.serverTime });
    merged.left = page.left ?? 0;
    for (const list of lists) merged[list].push(...(page[list] ?? []));
  }
  merged.checklists = joined(merged.checklists);
  merged.day = today(merged);
  return merged;
}

// A long checklist comes in pieces of its criteria; the same one may serve two themes of a month.
function joined(checklists) {
  const whole = new Map();
  for (const piece of checklists) {
    const key = `${piece.version} ${piece.month} ${piece.theme}`;
    const before = whole.get(key)?.criteria ?? [];
    whole.set(key, { ...piece, criteria: [...before, ...piece.criteria] });
  }
  return [...whole.values()];
}

// The day in China by the server's clock, carried on by what has passed since; the phone's own calendar may be wrong.
function today({ day, serverTime, takenAt }) {
  const passed = Math.max(0, Date.now() - (takenAt ?? Date.now()));
  return day && new Date(Date.parse(serverTime ?? day) + passed + eight).toISOString().slice(0, 10);
}
