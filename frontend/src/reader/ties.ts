// Lines from a claim that denies to the claim that it denies, in the margin beside the cards.

const SVG = "http://www.w3.org/2000/svg";
const NEAREST = 10; // pixels between the cards and the first line
const STEP = 6; // between two lines that overlap
const HEAD = 5;

/** Draw all lines anew; those of the chosen record stand out. */
export function drawTies(chosen: string | null): void {
  const canvas = document.querySelector<SVGSVGElement>(".ties");
  const list = canvas?.parentElement;
  if (!canvas || !list) return;
  const ties = findTies(list);
  canvas.setAttribute("height", "0"); // or the canvas itself would be measured
  canvas.setAttribute("height", String(ties.length ? list.scrollHeight : 0));
  canvas.replaceChildren(...ties.map((tie, at) => drawTie(tie, at, canvas.clientWidth, tie.keys.includes(chosen ?? ""))));
}

interface Tie {
  keys: [string, string];
  from: number;
  to: number;
}

function findTies(list: HTMLElement): Tie[] {
  const top = list.getBoundingClientRect().top - list.scrollTop;
  const middle = (card: HTMLElement) => card.getBoundingClientRect().top - top + 20;
  const ties: Tie[] = [];
  for (const card of list.querySelectorAll<HTMLElement>(".card[data-denies]")) {
    for (const key of (card.dataset.denies ?? "").split(" ").filter(Boolean)) {
      const denied = document.getElementById(`card-${key}`);
      if (denied?.offsetParent && card.offsetParent) {
        ties.push({ keys: [card.dataset.key ?? "", key], from: middle(card), to: middle(denied) });
      }
    }
  }
  return ties;
}

function drawTie(tie: Tie, at: number, width: number, stands: boolean): SVGPathElement {
  const right = getComputedStyle(document.documentElement).direction === "rtl";
  const place = (inset: number) => (right ? inset : width - inset); // from the cards outwards
  const out = place(Math.min(width - 2, NEAREST + (at % 3) * STEP));
  const [edge, tip] = [place(1), place(1 + HEAD)];
  const turn = tie.to > tie.from ? 6 : -6;
  const path = document.createElementNS(SVG, "path");
  path.setAttribute(
    "d",
    `M ${edge} ${tie.from} L ${tip} ${tie.from} Q ${out} ${tie.from} ${out} ${tie.from + turn} ` +
      `L ${out} ${tie.to - turn} Q ${out} ${tie.to} ${tip} ${tie.to} L ${edge} ${tie.to} ` +
      `M ${tip} ${tie.to - HEAD} L ${edge} ${tie.to} L ${tip} ${tie.to + HEAD}`,
  );
  if (stands) path.setAttribute("class", "stands");
  return path;
}
