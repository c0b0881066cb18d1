// Bundle the workbench into the package: scripts, styles, fonts. `npm run build` calls it.
import { build } from "esbuild";
import { copyFileSync, rmSync } from "node:fs";

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
  ["maplibre-gl/LICENSE.txt", "maplibre-gl.LICENSE.txt"],
  ["world-atlas/countries-50m.json", "countries.json"],
]) {
  copyFileSync(`node_modules/${from}`, `${outdir}/${to}`);
}
