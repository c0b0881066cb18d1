// Bundle the workbench into the package: scripts, styles, fonts. `npm run build` calls it.
import { build } from "esbuild";
import { rmSync } from "node:fs";

const outdir = "../src/riwaya/web/static";
rmSync(outdir, { recursive: true, force: true });

await build({
  // One script for every page; a page with an island of its own adds its entry here and its <script> there.
  entryPoints: { main: "src/main.ts", reader: "src/reader/index.ts", style: "src/style/index.css" },
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
