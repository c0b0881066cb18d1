// Map, timeline and table follow one address: each change asks the server for the page anew and puts its parts
// in place, so that all views, and a page without scripts, show the same.
import { makeBrush } from "./brush";
import { hasWebGL, makeGlobe } from "./globe";
import type { Heap } from "./heaps";

const PARTS = ["chips", "card", "facts", "timeline", "table", "total"];
const place = document.getElementById("map");
let show: ((heaps: Heap[], whole: string[]) => void) | undefined;
let asking: AbortController | undefined;
let looking = 0;

/** Go to an address of the map without leaving the page. */
async function go(address: string, { push = true, parts = PARTS } = {}): Promise<void> {
  asking?.abort();
  asking = new AbortController();
  document.body.classList.add("busy");
  try {
    const answer = await fetch(address, { signal: asking.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const other = page.getElementById("map");
    if (!answer.ok || !other) return location.assign(address);
    if (push) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    for (const id of parts) {
      const fresh = page.getElementById(id);
      if (fresh) document.getElementById(id)?.replaceWith(document.adoptNode(fresh));
    }
    for (const name of ["heaps", "step", "whole", "view", "at"]) place!.dataset[name] = other.dataset[name] ?? "";
    update();
    const target = new URL(address, location.href).hash.slice(1);
    if (target) document.getElementById(target)?.scrollIntoView({ block: "nearest" });
  } catch (fault) {
    if (!(fault instanceof DOMException)) throw fault;
  } finally {
    document.body.classList.remove("busy");
  }
}

/** Let the parts of the page that came do what needs a script. */
function update(): void {
  show?.(JSON.parse(place?.dataset["heaps"] ?? "[]") as Heap[], (place?.dataset["whole"] ?? "").split(" ").filter(Boolean));
  for (const bars of document.querySelectorAll<HTMLElement>("[data-brush]")) makeBrush(bars, (address) => void go(address));
  const at = (place?.dataset["at"] ?? "").split(",").map(Number);
  light(at.length === 2 ? [at[0]!, at[1]!] : null);
}

function light(point: [number, number] | null): void {
  place?.dispatchEvent(new CustomEvent("riwaya:light", { detail: point }));
}

/** The page's address with some of its parameters changed. */
function here(changes: Record<string, string>): string {
  const address = new URL(location.href);
  for (const name of ["at", "report", "event"]) address.searchParams.delete(name);
  for (const [name, value] of Object.entries(changes)) address.searchParams.set(name, value);
  address.hash = "";
  return address.href;
}

function look(area: string): void {
  const address = new URL(location.href);
  address.searchParams.set("view", area);
  clearTimeout(looking);
  // Cells of a grid are told apart when the map comes nearer; places are all there already.
  if (Number(place?.dataset["step"])) looking = setTimeout(() => void go(address.href, { push: false, parts: ["facts"] }), 250);
  else history.replaceState(null, "", address);
}

async function start(): Promise<void> {
  if (!place) return;
  update();
  addEventListener("popstate", () => void go(location.href, { push: false }));
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("#chips a, #card a, #facts a, #table a, .moves a");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    if (new URL(link.href).pathname !== location.pathname) return;
    if (link.closest(".moves") && !show) return; // the drawing is the server's
    event.preventDefault();
    void go(link.href);
  });
  for (const kind of ["pointerover", "focusin"]) {
    document.addEventListener(kind, (event) => {
      const row = (event.target as Element).closest<HTMLElement>("tr[data-lat]");
      if (row) light([Number(row.dataset["lat"]), Number(row.dataset["lon"])]);
    });
  }
  if (!hasWebGL()) return;
  makeMoves();
  show = await makeGlobe(place, {
    choose: (lat, lon) => void go(here({ at: `${lat},${lon}` })),
    look,
  });
  update();
}

/** Put buttons in the place of the links that move the server's drawing. */
function makeMoves(): void {
  const moves = place!.querySelector<HTMLElement>(".moves");
  const [nearer, further, ...rest] = [...(moves?.querySelectorAll("a") ?? [])];
  rest.slice(0, 4).forEach((link) => link.classList.add("still"));
  for (const [link, by] of [[nearer, 1], [further, -1]] as const) {
    link?.addEventListener("click", (event) => {
      event.preventDefault();
      place!.dispatchEvent(new CustomEvent("riwaya:zoom", { detail: by }));
    });
  }
  rest[5]?.addEventListener("click", (event) => {
    event.preventDefault();
    void go(here({ box: place!.dataset["area"] ?? "", view: place!.dataset["area"] ?? "" }));
  });
}

void start();
