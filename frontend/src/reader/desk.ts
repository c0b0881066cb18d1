// The desk: which record is chosen, where it stands in the text, and what is drawn between records.
import { highlight, offerSelection } from "./spans";
import { drawTies } from "./ties";

const [FIRST, LAST] = ["first", "last"]; // the record of a part that is chosen when one comes from another part
const TOLD_FOR = 6000; // milliseconds that a message stays

export class Desk {
  private key: string | null = null;
  private after: string | null = null; // what is chosen once the answer to a decision is here
  private railTop = 0;
  private telling = 0;

  constructor() {
    document.addEventListener("mouseover", (event) => this.point(event.target as Element));
    document.addEventListener("click", (event) => this.click(event));
    document.addEventListener("change", () => this.redraw());
    document.addEventListener("htmx:before:request", () => this.remember());
    document.addEventListener("htmx:after:swap", () => this.renew());
    addEventListener("resize", () => this.redraw());
    void document.fonts.ready.then(() => this.redraw());
    this.begin(location.hash.slice(1));
    this.redraw();
  }

  element(): HTMLElement | null {
    return document.querySelector("#desk");
  }

  card(key: string | null = this.key): HTMLElement | null {
    return key ? document.getElementById(`card-${key}`) : null;
  }

  /** Choose a record: its card and its words are marked, and both come into view. */
  choose(key: string | null, focus = true): void {
    const card = this.card(key);
    for (const one of document.querySelectorAll(".card.on, .text .on")) one.classList.remove("on");
    this.key = card ? key : null;
    const ranges = highlight(card?.dataset.spans ?? "");
    if (!card || !key) return;
    reveal(card);
    card.classList.add("on");
    if (!ranges.length) for (const piece of marks(key)) piece.classList.add("on");
    const words = [...ranges, ...marks(key)];
    if (focus) card.focus({ preventScroll: true });
    if (!isNarrow()) bringIntoRail(card);
    const seen = isNarrow() ? innerHeight / 2 : innerHeight; // on a phone the card covers the lower half
    if (words[0] && !isInView(words[0], seen)) lineOf(words[0])?.scrollIntoView({ block: isNarrow() ? "start" : "center" });
    this.redraw();
  }

  /** Choose what the address asks for: a card, or from another part of the report its first or last one. */
  private begin(place: string): void {
    if (place === LAST || place === FIRST) this.choose(this.shown().at(place === LAST ? -1 : 0) ?? null);
    else {
      const wanted = place.replace(/^card-/, "") || this.element()?.dataset.at;
      if (wanted) this.choose(wanted);
      if (place.startsWith("card-") && !this.card(wanted) && document.querySelector(".parts")) {
        location.replace(`/report?${new URLSearchParams({ id: this.element()?.dataset.report ?? "", at: wanted! })}`);
      }
    }
  }

  /** Choose the record after or before this one, among those that are shown, or go on to the next part. */
  step(by: number): void {
    const keys = this.shown();
    const at = this.key ? keys.indexOf(this.key) : -1;
    const next = at < 0 ? keys[by > 0 ? 0 : keys.length - 1] : keys[at + by];
    const part = document.querySelector<HTMLAnchorElement>(by > 0 ? ".parts a[rel=next]" : ".parts a[rel=prev]");
    if (next) this.choose(next);
    else if (part) location.assign(`${part.href}#${by > 0 ? FIRST : LAST}`);
  }

  /** Press what a card offers; a decision goes on to the next record. */
  press(name: string): void {
    const button = this.card()?.querySelector<HTMLElement>(`[data-do="${name}"]`);
    if (!button) return;
    button.click();
  }

  undo(): void {
    document.querySelector<HTMLElement>("[data-undo]")?.click();
  }

  add(kind: string): void {
    const selected = document.getElementById("text")?.dataset.selected;
    const parameters = new URLSearchParams({ id: this.element()?.dataset.report ?? "", kind });
    if (selected) parameters.set("span", selected);
    fetchInto(`/report/add?${parameters}`, "#slot-new");
  }

  /** Close what is open in a card; tell whether anything was. */
  close(): boolean {
    const open = [...document.querySelectorAll<HTMLElement>(".slot")].filter((slot) => slot.firstElementChild);
    for (const slot of open) slot.replaceChildren();
    if (open.length) this.card()?.focus();
    else if (isNarrow() && this.key) this.choose(null);
    this.redraw();
    return open.length > 0;
  }

  showKeys(): void {
    document.querySelector<HTMLDialogElement>("#keys")?.showModal();
  }

  private shown(): string[] {
    const cards = [...document.querySelectorAll<HTMLElement>(".card[data-key]")];
    return cards.filter((card) => card.offsetParent).map((card) => card.dataset.key ?? "");
  }

  private point(target: Element): void {
    for (const one of document.querySelectorAll(".hot")) one.classList.remove("hot");
    const key = keyAt(target);
    if (!key) return;
    this.card(key)?.classList.add("hot");
    for (const piece of marks(key)) piece.classList.add("hot");
    drawTies(key);
  }

  private click(event: MouseEvent): void {
    const target = event.target as Element;
    const link = target.closest<HTMLElement>("[data-go]");
    if (link?.dataset.go) {
      event.preventDefault();
      this.choose(link.dataset.go);
    } else if (target.closest("[data-keys]")) this.showKeys();
    else if (target.closest("[data-close]")) this.close();
    else if (target.closest("[data-shut]")) this.choose(null);
    else if (target.closest<HTMLElement>("[data-add]")) this.add(target.closest<HTMLElement>("[data-add]")!.dataset.add!);
    else if (!document.getSelection()?.toString()) {
      const key = keyAt(target);
      const used = target.closest("button, input, select, textarea, label, a, summary, form");
      if (key && (key !== this.key || !used)) this.choose(key, !used);
    }
    const deciding = target.closest<HTMLElement>("[data-do=accept], [data-do=reject]");
    if (deciding) this.after = this.following(keyAt(deciding));
  }

  private following(key: string | null): string | null {
    const keys = this.shown();
    const at = keys.indexOf(key ?? "");
    return keys[at + 1] ?? keys[at - 1] ?? null;
  }

  private remember(): void {
    this.railTop = rail()?.scrollTop ?? 0;
  }

  /** Bring the desk back to where it was, after an answer has replaced it or a part of it. */
  private renew(): void {
    const desk = this.element();
    if (desk && !desk.dataset.known) {
      desk.dataset.known = "yes";
      const list = rail();
      if (list) list.scrollTop = this.railTop;
      this.choose(this.after ?? desk.dataset.at ?? this.key);
      this.after = null;
    }
    for (const slot of document.querySelectorAll<HTMLElement>(".card.on .slot > *")) slot.scrollIntoView({ block: "nearest" });
    const form = document.querySelector<HTMLElement>("#form");
    if (form && !form.contains(document.activeElement)) {
      form.querySelector<HTMLElement>("[role=alert], select, input:not([type=hidden]), button")?.focus();
      form.scrollIntoView({ block: "nearest" });
    }
    offerSelection();
    this.tell();
    this.redraw();
  }

  /** Let a message go after a while. */
  private tell(): void {
    const told = document.querySelector("#told");
    if (!told?.textContent?.trim()) return;
    clearTimeout(this.telling);
    this.telling = window.setTimeout(() => told.replaceChildren(), TOLD_FOR);
  }

  private redraw(): void {
    drawTies(this.key);
  }
}

function rail(): HTMLElement | null {
  return document.querySelector(".rail .list");
}

/** The record that an element belongs to: its card's, or the closest one of a piece of text. */
function keyAt(target: Element): string | null {
  const card = target.closest<HTMLElement>(".card");
  if (card) return card.dataset.key ?? null;
  const keys = target.closest<HTMLElement>(".text [data-of]")?.dataset.of?.split(" ") ?? [];
  const widths = keys.filter((key) => document.getElementById(`card-${key}`)).map((key) => [width(key), key] as const);
  return widths.sort((one, other) => one[0] - other[0])[0]?.[1] ?? null;
}

function width(key: string): number {
  return marks(key).reduce((sum, piece) => sum + (piece.textContent?.length ?? 0), 0);
}

function marks(key: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(`.text [data-of~="${CSS.escape(key)}"]`)];
}

/** Show the list that a card is in, where another one was chosen. */
function reveal(card: HTMLElement): void {
  if (card.offsetParent) return;
  const wanted = card.classList.contains("name") ? "name" : "all";
  const choice = document.querySelector<HTMLInputElement>(`[name=show][value=${wanted}]`);
  if (choice) choice.checked = true;
}

function bringIntoRail(card: HTMLElement): void {
  const list = rail();
  if (list && list.scrollHeight > list.clientHeight + 1) {
    const top = card.getBoundingClientRect().top - list.getBoundingClientRect().top;
    if (top < 0 || top + card.offsetHeight > list.clientHeight) list.scrollTop += top - 24;
  } else if (!isInView(card)) card.scrollIntoView({ block: "nearest" });
}

function lineOf(words: Range | HTMLElement): Element | null {
  return words instanceof Range ? words.startContainer.parentElement : words;
}

function isInView(element: Element | Range, height = innerHeight): boolean {
  const box = element.getBoundingClientRect();
  return box.top > 60 && box.bottom < height - 20;
}

/** Whether the records stand below the text; then the chosen one is laid over the foot of the window. */
function isNarrow(): boolean {
  return matchMedia("(max-width: 62rem)").matches;
}

function fetchInto(path: string, target: string): void {
  const htmx = (window as unknown as { htmx: { ajax(verb: string, path: string, target: string): unknown } }).htmx;
  htmx.ajax("GET", path, target);
}
