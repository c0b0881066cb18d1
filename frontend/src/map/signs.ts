// The signs of the map, drawn once for each of the page's colours; their forms are those of the legend.
import type { State } from "./heaps";

const SIZE = 48; // of a picture, twice as large as it is shown

export interface Colours {
  sea: string; land: string; shore: string; mark: string; onMark: string; deny: string; sheet: string; ink: string; soft: string;
  accent: string;
}

/** The colours of the page as it is shown now. */
export function readColours(): Colours {
  const probe = document.createElement("i");
  document.body.append(probe);
  const read = (name: string) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    sea: read("sea"), land: read("land"), shore: read("shore"), mark: read("mark"), onMark: read("on-mark"), deny: read("deny"),
    sheet: read("sheet"), ink: read("ink"), soft: read("soft"), accent: read("accent"),
  };
  probe.remove();
  return colours;
}

/** Draw the sign of a state. */
export function drawSign(state: State, colours: Colours): ImageData {
  const pen = newPen();
  pen.translate(SIZE / 2, SIZE / 2);
  pen.scale(2, 2);
  pen.lineWidth = 1;
  const disc = (radius: number) => {
    pen.beginPath();
    pen.arc(0, 0, radius, 0, 2 * Math.PI);
  };
  const fill = (colour: string, edge: string, width: number) => {
    pen.fillStyle = colour;
    pen.strokeStyle = edge;
    pen.lineWidth = width;
    pen.fill();
    pen.stroke();
  };
  if (state === "actual" || state === "denied") {
    disc(9);
    fill(state === "denied" ? colours.deny : colours.mark, colours.sheet, 1);
    if (state === "denied") line(pen, [[-7, 7], [7, -7]], colours.sheet, 3);
  } else if (state === "negated") {
    for (const [width, colour] of [[6, colours.sheet], [3.4, colours.mark]] as const) {
      line(pen, [[-7, -7], [7, 7]], colour, width);
      line(pen, [[-7, 7], [7, -7]], colour, width);
    }
  } else if (state === "possible") {
    pen.setLineDash([3.5, 2.6]);
    disc(8.5);
    fill(colours.sheet, colours.mark, 2.2);
  } else if (state === "planned") {
    pen.beginPath();
    for (const [x, y] of [[0, -10], [10, 0], [0, 10], [-10, 0]] as const) pen.lineTo(x, y);
    pen.closePath();
    fill(colours.sheet, colours.mark, 2.2);
  } else {
    disc(9.5);
    fill(colours.sheet, colours.mark, 2.2);
    disc(6);
    fill(colours.mark, colours.mark, 1);
  }
  return pen.getImageData(0, 0, SIZE, SIZE);
}

/** Draw the hatching of a country of which no nearer place is told. */
export function drawHatching(colours: Colours): ImageData {
  const pen = newPen(16);
  pen.globalAlpha = 0.5;
  for (const shift of [-16, 0, 16]) line(pen, [[shift, 16], [shift + 16, 0]], colours.mark, 2);
  return pen.getImageData(0, 0, 16, 16);
}

function line(pen: CanvasRenderingContext2D, points: [number, number][], colour: string, width: number): void {
  pen.beginPath();
  pen.lineCap = "round";
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  for (const [x, y] of points) pen.lineTo(x, y);
  pen.stroke();
}

function newPen(size = SIZE): CanvasRenderingContext2D {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  return canvas.getContext("2d", { willReadFrequently: true })!;
}
