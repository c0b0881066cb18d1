// Stretches of the text in forms: chosen with the mouse, or moved word by word with buttons.
// Offsets count code points, as those of the store do; a browser counts UTF-16 units.

interface Line {
  element: HTMLElement;
  start: number;
  letters: string[];
}

export function listenToForms(): void {
  document.addEventListener("selectionchange", noteSelection);
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>(".spans button");
    if (!button) return;
    if (button.matches("[data-take]")) take(button);
    else if (button.dataset.step) step(button);
    else if (button.matches("[data-drop]")) drop(button);
  });
}

function text(): HTMLElement | null {
  return document.getElementById("text");
}

function lines(): Line[] {
  const found = text()?.querySelectorAll<HTMLElement>("[data-start]") ?? [];
  return [...found].map((element) => ({
    element,
    start: Number(element.dataset.start),
    letters: [...(element.textContent ?? "")],
  }));
}

/** Keep the words chosen last, even when the focus has gone to a form since. */
function noteSelection(): void {
  const place = text();
  const selection = document.getSelection();
  if (!place || !selection || selection.isCollapsed || selection.rangeCount === 0) return;
  const range = selection.getRangeAt(0);
  if (!place.contains(range.commonAncestorContainer)) return;
  const start = offsetOf(range.startContainer, range.startOffset);
  const end = offsetOf(range.endContainer, range.endOffset);
  if (start === null || end === null) return;
  const trimmed = trim(start, end);
  if (!trimmed) return;
  place.dataset.selected = trimmed.join("-");
  offerSelection();
}

/** Let forms take the words that are chosen in the text, if any are. */
export function offerSelection(): void {
  const chosen = text()?.dataset.selected !== undefined;
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-take]")) button.disabled = !chosen;
}

function offsetOf(node: Node, offset: number): number | null {
  const element = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>("[data-start]");
  if (!element) return null;
  const before = document.createRange();
  before.setStart(element, 0);
  before.setEnd(node, offset);
  return Number(element.dataset.start) + [...before.toString()].length;
}

function trim(start: number, end: number): [number, number] | null {
  while (start < end && isSpace(start)) start += 1;
  while (end > start && isSpace(end - 1)) end -= 1;
  return start < end ? [start, end] : null;
}

function letterAt(at: number): string | undefined {
  const line = lines().findLast((one) => one.start <= at);
  return line?.letters[at - line.start];
}

function isSpace(at: number): boolean {
  return (letterAt(at) ?? " ").trim() === "";
}

/** The words between two offsets, on one line. */
function words(start: number, end: number): string {
  const parts = lines().map((line) => line.letters.slice(Math.max(0, start - line.start), Math.max(0, end - line.start)));
  return parts.map((part) => part.join("")).filter(Boolean).join(" ");
}

function take(button: HTMLElement): void {
  const selected = text()?.dataset.selected;
  const field = button.closest<HTMLElement>(".spans");
  if (!selected || !field) return;
  let span = field.querySelector<HTMLElement>(".span");
  const template = field.querySelector("template");
  if (field.dataset.many === "yes" && template) {
    span = (template.content.firstElementChild as HTMLElement).cloneNode(true) as HTMLElement;
    template.before(span);
  }
  if (span) put(span, selected.split("-").map(Number) as [number, number]);
}

function step(button: HTMLElement): void {
  const span = button.closest<HTMLElement>(".span");
  const value = span?.querySelector("input")?.value || text()?.dataset.selected || firstWord();
  if (!span || !value) return;
  const [start, end] = value.split("-").map(Number) as [number, number];
  const [edge, by] = (button.dataset.step ?? "").split(" ");
  if (edge === "start") put(span, [Math.min(move(start, Number(by), true), end - 1), end]);
  else put(span, [start, Math.max(move(end, Number(by), false), start + 1)]);
}

function drop(button: HTMLElement): void {
  const span = button.closest<HTMLElement>(".span");
  const field = button.closest<HTMLElement>(".spans");
  if (field?.dataset.many === "yes") span?.remove();
  else if (span) put(span, null);
}

function put(span: HTMLElement, range: [number, number] | null): void {
  const [input, quote] = [span.querySelector("input"), span.querySelector("q")];
  if (input) input.value = range ? range.join("-") : "";
  if (quote) quote.textContent = range ? words(...range) : "";
}

/** Mark stretches (``4-9 20-25``) that no span of the page marks, without touching the page. */
export function highlight(stretches: string): Range[] {
  const ranges = stretches.split(" ").filter(Boolean).flatMap((one) => {
    const [start, end] = one.split("-").map(Number) as [number, number];
    const range = rangeOf(start, end);
    return range ? [range] : [];
  });
  CSS.highlights?.set("chosen", new Highlight(...ranges));
  return ranges;
}

function rangeOf(start: number, end: number): Range | null {
  const [from, to] = [placeOf(start), placeOf(end)];
  if (!from || !to) return null;
  const range = document.createRange();
  range.setStart(...from);
  range.setEnd(...to);
  return range;
}

/** The text node and the place in it (in UTF-16 units) of an offset. */
function placeOf(at: number): [Text, number] | null {
  const line = lines().findLast((one) => one.start <= at);
  if (!line) return null;
  let left = line.letters.slice(0, at - line.start).join("").length;
  const walk = document.createTreeWalker(line.element, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode() as Text | null; node; node = walk.nextNode() as Text | null) {
    if (left <= node.data.length) return [node, left];
    left -= node.data.length;
  }
  return null;
}

/** Where a word begins (or ends) that is next to an offset, forwards or backwards. */
function move(at: number, by: number, begins: boolean): number {
  const last = lines().at(-1);
  const end = last ? last.start + last.letters.length : 0;
  const stands = (here: number) =>
    begins ? !isSpace(here) && (here === 0 || isSpace(here - 1)) : here > 0 && !isSpace(here - 1) && isSpace(here);
  for (let here = at + by; here >= 0 && here <= end; here += by) if (stands(here)) return here;
  return at;
}

function firstWord(): string {
  const start = move(-1, 1, true);
  return `${start}-${move(start, 1, false)}`;
}
