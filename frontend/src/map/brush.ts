// The timeline's bars: days are dragged over to choose them, and arrow keys go from bar to bar.

/** Let days be chosen; ``go`` gets the address that asks for them. */
export function makeBrush(bars: HTMLElement, go: (address: string) => void): void {
  const svg = bars.querySelector("svg");
  const chosen = svg?.querySelector<SVGRectElement>("rect.chosen");
  const links = [...bars.querySelectorAll<SVGAElement>("a")];
  if (!svg || !chosen || !links.length) return;
  bars.title = bars.dataset["hint"] ?? "";
  let from = -1;
  let to = -1;

  const barAt = (event: PointerEvent) => {
    const box = svg.getBoundingClientRect();
    const part = (event.clientX - box.x) / box.width;
    const along = document.dir === "rtl" ? 1 - part : part;
    return Math.min(links.length - 1, Math.max(0, Math.floor(along * links.length)));
  };
  const draw = () => {
    chosen.toggleAttribute("hidden", from < 0);
    chosen.setAttribute("x", String(Math.min(from, to) * 10));
    chosen.setAttribute("width", String((Math.abs(to - from) + 1) * 10));
  };
  const choose = () => {
    const [first, last] = [links[Math.min(from, to)], links[Math.max(from, to)]];
    const address = new URL(bars.dataset["path"] ?? "", location.href);
    address.searchParams.set("since", first?.dataset["first"] ?? "");
    address.searchParams.set("until", last?.dataset["last"] ?? "");
    go(address.href);
  };

  svg.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    svg.setPointerCapture(event.pointerId);
    from = to = barAt(event);
    draw();
  });
  svg.addEventListener("pointermove", (event) => {
    if (from < 0) return;
    to = barAt(event);
    draw();
  });
  svg.addEventListener("pointerup", () => {
    if (from >= 0) choose();
    from = -1;
  });
  svg.addEventListener("pointercancel", () => {
    from = -1;
    draw();
  });
  svg.addEventListener("click", (event) => event.detail && event.preventDefault()); // the brush has it already
  svg.addEventListener("keydown", (event) => {
    const at = links.indexOf(event.target as SVGAElement);
    const onward = document.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    const steps: Record<string, number> = { [onward]: 1, [onward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft"]: -1, Home: -at, End: links.length - 1 - at };
    const step = steps[event.code];
    if (at < 0 || step === undefined) return;
    event.preventDefault();
    if (event.shiftKey) {
      if (from < 0) from = at;
    } else from = -1;
    const next = Math.min(links.length - 1, Math.max(0, at + step));
    to = next;
    links[at]!.setAttribute("tabindex", "-1");
    links[next]!.setAttribute("tabindex", "0");
    links[next]!.focus();
    draw();
  });
  svg.addEventListener("keydown", (event) => {
    if (event.code !== "Enter" || from < 0) return;
    event.preventDefault();
    choose();
  });
}
