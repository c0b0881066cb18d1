// The map that moves: MapLibre over the bundled countries. Where WebGL is missing the server's drawing stays.
import type { GeoJSONSource, LngLatBoundsLike, Map as Globe, MapGeoJSONFeature, StyleSpecification } from "maplibre-gl";
import { feature, mesh } from "topojson-client";
import { STATES, toPoints, toReaches, type Heap } from "./heaps";
import { drawHatching, drawSign, readColours, type Colours } from "./signs";

interface Land {
  number: number; code: string | null; name: string; lat: number; lon: number; disputed: boolean; size: number;
}
export interface Moves {
  choose(lat: number, lon: number): void;
  look(area: string): void;
}

const LIBRARY = "/static/maplibre-gl.mjs"; // goes to the browser as it comes, beside our own scripts
const FONT = ["Riwaya Sans"];

/** Tell whether the browser can draw the map. */
export function hasWebGL(): boolean {
  try {
    return document.createElement("canvas").getContext("webgl2") !== null;
  } catch {
    return false;
  }
}

/** Put the map into its place. Gives what shows other heaps, or a point. */
export async function makeGlobe(place: HTMLElement, moves: Moves): Promise<(heaps: Heap[], whole: string[]) => void> {
  const [library, world, lands] = await Promise.all([
    import(LIBRARY) as Promise<typeof import("maplibre-gl")>,
    fetch("/static/countries.json").then((answer) => answer.json()),
    fetch("/api/map/lands").then((answer) => answer.json() as Promise<Land[]>),
    document.fonts.load('13px "Riwaya Sans"', "نA"),
  ]);
  library.setWorkerUrl("/static/maplibre-gl-worker.mjs");
  const colours = readColours();
  const box = document.createElement("div");
  box.className = "globe-canvas";
  place.append(box);
  place.classList.add("live");
  const map = new library.Map({
    container: box,
    style: makeStyle(world, lands, colours, place.dataset["borders"] ?? "dashed"),
    bounds: parseArea(place.dataset["area"] ?? ""),
    attributionControl: false,
    dragRotate: false, pitchWithRotate: false, touchPitch: false, renderWorldCopies: true, maxZoom: 12,
    fadeDuration: 0,
    locale: { "Map.Title": place.dataset["label"] ?? "" },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  await map.once("load");
  for (const state of [...STATES, "mixed"] as const) map.addImage(state, drawSign(state, colours), { pixelRatio: 2 });
  map.addImage("hatch", drawHatching(colours), { pixelRatio: 2 });
  const none = ["==", ["get", "code"], "-"] as never;
  map.addLayer({ id: "whole", type: "fill", source: "lands", filter: none, paint: { "fill-pattern": "hatch" } }, "borders");
  map.addLayer({ id: "whole-edge", type: "line", source: "lands", filter: none, paint: { "line-color": colours.mark, "line-width": 1, "line-dasharray": [4, 3] } }, "borders");
  listen(map, place, moves);
  note(map, place);
  return (heaps, whole) => {
    show(map, heaps, whole);
    void map.once("idle").then(() => place.classList.add("drawn"));
  };
}

function show(map: Globe, heaps: Heap[], whole: string[]): void {
  (map.getSource("events") as GeoJSONSource).setData(toPoints(heaps));
  (map.getSource("reaches") as GeoJSONSource).setData(toReaches(heaps));
  const among = ["in", ["get", "code"], ["literal", whole]] as never;
  map.setFilter("whole", among);
  map.setFilter("whole-edge", among);
  held.set(map, heaps);
}
const held = new WeakMap<Globe, Heap[]>();

function makeStyle(world: unknown, lands: Land[], colours: Colours, borders: string): StyleSpecification {
  const countries = (world as { objects: { countries: unknown } }).objects.countries;
  const shapes = feature(world, countries);
  for (const { geometry } of shapes.features) {
    if (geometry.type === "Polygon") geometry.coordinates.forEach(unwrap);
    else if (geometry.type === "MultiPolygon") geometry.coordinates.forEach((polygon) => polygon.forEach(unwrap));
  }
  const byNumber = new Map(lands.map((land) => [land.number, land]));
  shapes.features.forEach((shape, at) => (shape.properties = { code: byNumber.get(at)?.code ?? "" }));
  const geometries = (countries as { geometries: unknown[] }).geometries;
  const disputed = new Set(lands.filter((land) => land.disputed).map((land) => geometries[land.number]));
  const lines = (dashed: boolean) => mesh(world, countries, (one, other) => one !== other && (disputed.has(one) || disputed.has(other)) === dashed);
  const geojson = (data: GeoJSON.GeoJSON, more = {}) => ({ type: "geojson" as const, data, ...more });
  const empty = { type: "FeatureCollection" as const, features: [] };
  const names: GeoJSON.FeatureCollection = {
    type: "FeatureCollection",
    features: lands.map(({ name, lat, lon, disputed, size }) => ({ type: "Feature", properties: { name, rank: disputed ? 1 : -size }, geometry: { type: "Point", coordinates: [lon, lat] } })),
  };
  const sums = Object.fromEntries(["n", ...STATES].map((name) => [name, ["+", ["get", name]]]));
  const shown = { visibility: borders === "none" ? "none" : "visible" } as const;
  const line = { "line-color": colours.shore, "line-width": ["interpolate", ["linear"], ["zoom"], 1, 0.6, 6, 1.4] as never };
  const halo = { "text-halo-color": colours.land, "text-halo-width": 1.6 };
  const count = { "text-field": ["case", [">", ["get", "n"], 1], ["to-string", ["get", "n"]], ""] as never, "text-font": FONT, "text-allow-overlap": true };
  return {
    version: 8,
    sources: {
      lands: geojson(shapes), borders: geojson(lines(false)), disputed: geojson(lines(true)), names: geojson(names), reaches: geojson(empty),
      events: geojson(empty, { cluster: true, clusterRadius: 44, clusterMaxZoom: 11, clusterProperties: sums }),
      lit: geojson(empty),
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colours.sea } },
      { id: "lands", type: "fill", source: "lands", paint: { "fill-color": colours.land } },
      { id: "borders", type: "line", source: "borders", layout: shown, paint: line },
      { id: "disputed", type: "line", source: "disputed", layout: shown, paint: borders === "dashed" ? { ...line, "line-dasharray": [3, 3] } : line },
      { id: "reaches", type: "fill", source: "reaches", paint: { "fill-color": colours.mark, "fill-opacity": 0.1 } },
      { id: "reach-edges", type: "line", source: "reaches", paint: { "line-color": colours.mark, "line-width": 1.2, "line-dasharray": [3, 2.5] } },
      { id: "names", type: "symbol", source: "names", layout: { "symbol-sort-key": ["get", "rank"], "text-field": ["get", "name"], "text-font": FONT, "text-size": ["interpolate", ["linear"], ["zoom"], 2, 11, 6, 15], "text-padding": 6 }, paint: { "text-color": colours.soft, ...halo } },
      { id: "lit", type: "circle", source: "lit", paint: { "circle-radius": 16, "circle-color": "rgba(0,0,0,0)", "circle-stroke-color": colours.accent, "circle-stroke-width": 3 } },
      {
        id: "clusters", type: "circle", source: "events", filter: ["has", "point_count"],
        paint: { "circle-color": colours.mark, "circle-radius": ["interpolate", ["linear"], ["log10", ["get", "n"]], 0.3, 13, 2, 19, 5, 30], "circle-stroke-color": colours.sheet, "circle-stroke-width": 2.5 },
      },
      { id: "cluster-counts", type: "symbol", source: "events", filter: ["has", "point_count"], layout: { ...count, "text-size": 13 }, paint: { "text-color": colours.onMark } },
      {
        id: "places", type: "symbol", source: "events", filter: ["!", ["has", "point_count"]],
        layout: {
          "icon-image": ["get", "state"], "icon-allow-overlap": true, ...count, "text-size": 12, "text-anchor": "bottom-left", "text-offset": [0.55, -0.35],
          "icon-size": ["interpolate", ["linear"], ["log10", ["get", "n"]], 0, 1, 3, 1.5],
        },
        paint: { "text-color": colours.ink, "text-halo-color": colours.sheet, "text-halo-width": 2 },
      },
      {
        id: "place-names", type: "symbol", source: "events", filter: ["!", ["has", "point_count"]], minzoom: 4.5,
        layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": 13, "text-anchor": "top", "text-offset": [0, 1.2] },
        paint: { "text-color": colours.ink, ...halo },
      },
    ],
  };
}

/** Let a ring that crosses the antimeridian run on beyond it; one round the pole stays as it is. */
function unwrap(ring: GeoJSON.Position[]): void {
  let shift = 0;
  const shifts = ring.map(([lon = 0], at) => {
    const jump = at ? lon - ring[at - 1]![0]! : 0;
    return (shift += jump < -180 ? 360 : jump > 180 ? -360 : 0);
  });
  if (!shift) ring.forEach((point, at) => (point[0]! += shifts[at]!));
}

function listen(map: Globe, place: HTMLElement, moves: Moves): void {
  const at = (features: MapGeoJSONFeature[] | undefined) => features?.[0];
  map.on("click", "places", (event) => {
    const found = held.get(map)?.[Number(at(event.features)?.properties["at"])];
    if (!found) return;
    if (found[7] > 1) map.easeTo({ center: [found[1], found[0]], zoom: map.getZoom() + 2 });
    else moves.choose(found[0], found[1]);
  });
  map.on("click", "clusters", async (event) => {
    const cluster = at(event.features);
    if (cluster?.geometry.type !== "Point") return;
    const zoom = await (map.getSource("events") as GeoJSONSource).getClusterExpansionZoom(Number(cluster.properties["cluster_id"]));
    map.easeTo({ center: cluster.geometry.coordinates as [number, number], zoom });
  });
  for (const layer of ["places", "clusters"]) {
    map.on("mouseenter", layer, () => (map.getCanvas().style.cursor = "pointer"));
    map.on("mouseleave", layer, () => (map.getCanvas().style.cursor = ""));
  }
  map.on("moveend", (event) => {
    note(map, place);
    if ((event as { originalEvent?: Event }).originalEvent || moved) moves.look(place.dataset["area"] ?? "");
  });
  let moved = false;
  place.addEventListener("riwaya:zoom", (event) => {
    moved = true;
    map.easeTo({ zoom: map.getZoom() + (event as CustomEvent<number>).detail });
  });
  place.addEventListener("riwaya:light", (event) => {
    const point = (event as CustomEvent<[number, number] | null>).detail;
    const features = point ? [{ type: "Feature" as const, properties: {}, geometry: { type: "Point" as const, coordinates: [point[1], point[0]] } }] : [];
    (map.getSource("lit") as GeoJSONSource).setData({ type: "FeatureCollection", features });
  });
}

/** Note on the page which area the map shows. */
function note(map: Globe, place: HTMLElement): void {
  const bounds = map.getBounds();
  const degrees = [bounds.getSouth(), turn(bounds.getWest()), bounds.getNorth(), turn(bounds.getEast())];
  place.dataset["area"] = degrees.map((side) => side.toFixed(3)).join(",");
}

const turn = (lon: number) => (lon < -180 || lon > 180 ? ((((lon + 180) % 360) + 360) % 360) - 180 : lon);

function parseArea(area: string): LngLatBoundsLike {
  const [south = -56, west = -180, north = 78, east = 180] = area.split(",").map(Number);
  return [west, south, east > west ? east : east + 360, north];
}
