// Natural Earth countries (world-atlas, public domain) as GeoJSON for the map, and one label point for each.
//
// TopoJSON of world-atlas is stitched over the antimeridian: drawn on a flat map its six crossing countries become bands
// over the whole world. d3-geo's projection pipeline cuts them again, and closes Antarctica at the pole.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { geoArea, geoCentroid, geoEquirectangular } from "d3-geo";
import { geoProject } from "d3-geo-projection";
import { feature } from "topojson-client";

const require = createRequire(import.meta.url);
const atlas = JSON.parse(readFileSync(require.resolve("world-atlas/countries-50m.json"), "utf8"));
const DEGREES = 180 / Math.PI;
// y grows downwards in a projection and upwards in latitude.
const plate = geoEquirectangular().scale(DEGREES).translate([0, 0]).precision(0.2);
const round = (x) => Math.round(x * 100) / 100;

function flatten(coordinates) {
  return typeof coordinates[0] === "number" ? [round(coordinates[0]), round(-coordinates[1])] : coordinates.map(flatten);
}

function thin(ring) {
  return ring.filter((point, i) => i === 0 || point[0] !== ring[i - 1][0] || point[1] !== ring[i - 1][1]);
}

function polygons(geometry) {
  return geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
}

/** Largest part of a country: its label stands there, and not in the sea between its islands. */
function label(geometry) {
  const parts = polygons(geometry).map((coordinates) => ({ type: "Polygon", coordinates }));
  const largest = parts.reduce((a, b) => (geoArea(b) > geoArea(a) ? b : a));
  return { point: geoCentroid(largest).map(round), area: geoArea(largest) };
}

/** ISO 3166-1 alpha-2 of a numeric code, by the aliases that every JavaScript engine carries from CLDR. */
function alpha2(numeric) {
  if (!/^[0-9]{3}$/.test(numeric ?? "")) return null;
  const region = new Intl.Locale(`und-${numeric}`).region;
  return region && /^[A-Z]{2}$/.test(region) ? region : null;
}

const countries = [];
const labels = [];
for (const country of feature(atlas, atlas.objects.countries).features) {
  const flat = geoProject(country.geometry, plate);
  if (!flat) continue;
  const coordinates = polygons(flat)
    .map((rings) => flatten(rings).map(thin).filter((ring) => ring.length >= 4))
    .filter((rings) => rings.length > 0);
  if (coordinates.length === 0) continue;
  const name = country.properties.name;
  countries.push({ type: "Feature", properties: { name, iso: alpha2(country.id) }, geometry: { type: "MultiPolygon", coordinates } });
  const { point, area } = label(country.geometry);
  // Rank: steradians to a small whole number, so that big countries are named first.
  const rank = Math.max(0, Math.min(9, Math.round(-Math.log2(area / 0.4))));
  labels.push({ type: "Feature", properties: { name, rank }, geometry: { type: "Point", coordinates: point } });
}

const target = join(dirname(fileURLToPath(import.meta.url)), "..", "generated");
mkdirSync(target, { recursive: true });
writeFileSync(join(target, "countries.json"), JSON.stringify({ type: "FeatureCollection", features: countries }));
writeFileSync(join(target, "labels.json"), JSON.stringify({ type: "FeatureCollection", features: labels }));
