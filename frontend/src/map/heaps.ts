// The events as the server counts them, and what the map draws of them.
import type { Feature, FeatureCollection, Point, Polygon } from "geojson";

export const STATES = ["actual", "negated", "possible", "planned", "denied"] as const;
export type State = (typeof STATES)[number] | "mixed";
export type Heap = [
  lat: number, lon: number, counts: number[], precision: string | null, name: string | null, english: string | null,
  country: string | null, places: number, report: string | null, event: string | null,
];

// Kilometres about a point that it stands for; the server draws the same (docs/howto/map.md).
const REACH: Record<string, number> = { near: 10, district: 25, region: 100 };
const EARTH = 6371;

export const total = (heap: Heap): number => heap[2].reduce((sum, count) => sum + count, 0);

const SIGNS = /[\u064b-\u065f\u0670\u0640]/g; // harakat and tatweel: labels go without

/** Points with their counts; MapLibre clusters them, summing up. */
export function toPoints(heaps: Heap[]): FeatureCollection<Point> {
  return {
    type: "FeatureCollection",
    features: heaps.map((heap, at) => ({
      type: "Feature",
      id: at,
      geometry: { type: "Point", coordinates: [heap[1], heap[0]] },
      properties: { at, n: total(heap), name: nameOf(heap), state: stateOf(heap[2]), ...Object.fromEntries(STATES.map((state, i) => [state, heap[2][i] ?? 0])) },
    })),
  };
}

/** The ground that points stand for, as circles. */
export function toReaches(heaps: Heap[]): FeatureCollection<Polygon> {
  const features: Feature<Polygon>[] = [];
  for (const heap of heaps) {
    const km = REACH[heap[3] ?? ""];
    if (km) features.push({ type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [circle(heap[0], heap[1], km)] } });
  }
  return { type: "FeatureCollection", features };
}

function nameOf(heap: Heap): string {
  if (heap[7] > 1) return "";
  return ((document.documentElement.lang === "en" && heap[5]) || heap[4] || "").replace(SIGNS, "");
}

function stateOf(counts: number[]): State {
  const found = STATES.filter((_, at) => counts[at]);
  return found.length === 1 ? found[0]! : "mixed";
}

function circle(lat: number, lon: number, km: number): [number, number][] {
  const up = (km / EARTH) * (180 / Math.PI);
  const across = up / Math.max(Math.cos((lat * Math.PI) / 180), 0.05);
  return Array.from({ length: 49 }, (_, at) => {
    const angle = (at / 48) * 2 * Math.PI;
    return [lon + across * Math.cos(angle), lat + up * Math.sin(angle)];
  });
}
