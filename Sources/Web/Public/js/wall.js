// A screen on a wall: main[data-wall=seconds] is fetched anew without leaving the full screen; what cannot be fetched
// leaves the older content standing and says so. button[data-fullscreen] fills the screen.
const wall = () => document.querySelector("main[data-wall]");

function bind() {
  for (const button of document.querySelectorAll("button[data-fullscreen]")) {
    button.hidden = !document.fullscreenEnabled || Boolean(document.fullscreenElement);
    button.addEventListener("click", () => document.documentElement.requestFullscreen());
  }
}

async function refresh() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.querySelector("main[data-wall]");
    if (!answer.ok || answer.redirected || !next) throw new Error(String(answer.status));
    wall().replaceWith(next);
    bind();
    next.dispatchEvent(new CustomEvent("shown", { bubbles: true }));
  } catch {
    const problem = wall().querySelector("[data-wall-problem]");
    if (problem) problem.hidden = false;
  }
}

if (wall()) {
  bind();
  document.addEventListener("fullscreenchange", bind);
  setInterval(refresh, Number(wall().dataset.wall) * 1000);
  // Whoever looks at the wall again sees what is new at once.
  document.addEventListener("visibilitychange", () => document.hidden || refresh());
  addEventListener("wall-refresh", refresh);
}
