// Licences of everything that the built files contain, beside them.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
const shipped = Object.entries(lock.packages)
  .filter(([path, about]) => path.startsWith("node_modules/") && (!about.dev || path === "node_modules/world-atlas") && existsSync(join(root, path)))
  .map(([path, about]) => ({ name: path.slice("node_modules/".length), path: join(root, path), ...about }))
  .sort((a, b) => (a.name < b.name ? -1 : 1));

const parts = shipped.map(({ name, path, version, license }) => {
  const file = readdirSync(path).find((f) => /^(licen[cs]e|copying)/i.test(f));
  return `${name} ${version} (${license ?? "see text"})\n\n${file ? readFileSync(join(path, file), "utf8").trim() : "no licence file in the package"}\n`;
});
const text = `Built files contain or derive from these packages.\n\n${parts.join(`\n${"-".repeat(80)}\n\n`)}`;
writeFileSync(join(root, "..", "src", "headwater", "web", "static", "THIRD-PARTY-LICENCES.txt"), text);
