// Bundle the workbench into the package: scripts, styles, fonts. `npm run build` calls it.
import { build } from "esbuild";
import { copyFileSync, existsSync, mkdirSync, rmSync } from "node:fs";

const outdir = "../src/riwaya/web/static";
rmSync(outdir, { recursive: true, force: true });

await build({
  // One script for every page; a page with an island of its own adds its entry here and its <script> there.
  entryPoints: { main: "src/main.ts", reader: "src/reader/index.ts", map: "src/map/index.ts", style: "src/style/index.css" },
  outdir,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["chrome123", "firefox128", "safari17.5"],
  loader: { ".woff2": "file" },
  assetNames: "[name]",
  external: [],
  legalComments: "none",
  logLevel: "warning",
});

// What the map is made of goes as it is: MapLibre with its worker, and the world's countries.
for (const [from, to] of [
  ["maplibre-gl/dist/maplibre-gl.mjs", "maplibre-gl.mjs"],
  ["maplibre-gl/dist/maplibre-gl-worker.mjs", "maplibre-gl-worker.mjs"],
  ["world-atlas/countries-50m.json", "countries.json"],
]) {
  copyFileSync(`node_modules/${from}`, `${outdir}/${to}`);
}

// Whoever passes a copy on passes its licence on.
const packages = [
  "htmx.org", "@fontsource/ibm-plex-sans-arabic", "@fontsource/noto-naskh-arabic", "@fontsource/noto-serif",
  "maplibre-gl", "topojson-client", "world-atlas",
];
mkdirSync(`${outdir}/licenses`);
for (const name of packages) {
  const found = ["LICENSE", "LICENSE.txt", "LICENSE.md"].map((file) => `node_modules/${name}/${file}`).find(existsSync);
  if (!found) throw new Error(`${name} has no licence file`);
  copyFileSync(found, `${outdir}/licenses/${name.replace("/", "-").replace("@", "")}.txt`);
}
