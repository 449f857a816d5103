import { defineConfig } from "vite";

// Templates find the hashed names in the manifest; everything under assets/ may be cached for ever.
export default defineConfig({
  base: "/static/",
  publicDir: false,
  build: {
    outDir: "../src/headwater/web/static",
    emptyOutDir: true,
    manifest: "manifest.json",
    // A data: address would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    chunkSizeWarningLimit: 1600,
    rollupOptions: { input: ["src/main.ts", "src/theme.ts"] },
  },
});
