import { Map as MapLibre, NavigationControl, setWorkerUrl, type ExpressionSpecification, type GeoJSONSource, type LngLatBoundsLike, type StyleSpecification } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import type { Feature, FeatureCollection, Point, Polygon } from "geojson";
import countriesUrl from "../../generated/countries.json?url";
import labelsUrl from "../../generated/labels.json?url";
import { getJson, make } from "./dom";

interface Place {
  entity_id: string;
  country: string | null;
  name: string;
  kind: string;
  precision_m: number | null;
  is_area: boolean;
  n_claims: number;
  n_documents: number;
  n_origins: number;
}

type Places = FeatureCollection<Point, Place> & { ok: true };

const EARTH_M = 6_371_008.8;
const RING_POINTS = 72;
const MAX_RING_M = 2_000_000;

/** A circle on the sphere as a polygon with unwrapped longitudes: over 180 degrees it stays in one piece. */
export function ring(lon: number, lat: number, radius: number): [number, number][] {
  const angle = Math.min(radius, MAX_RING_M) / EARTH_M;
  const phi = (lat * Math.PI) / 180;
  const points: [number, number][] = [];
  for (let i = 0; i <= RING_POINTS; i += 1) {
    const bearing = (-2 * Math.PI * i) / RING_POINTS;
    const y = Math.asin(Math.sin(phi) * Math.cos(angle) + Math.cos(phi) * Math.sin(angle) * Math.cos(bearing));
    const dx = Math.atan2(Math.sin(bearing) * Math.sin(angle) * Math.cos(phi), Math.cos(angle) - Math.sin(phi) * Math.sin(y));
    points.push([lon + (dx * 180) / Math.PI, (y * 180) / Math.PI]);
  }
  return points;
}

function rings(places: Places): FeatureCollection<Polygon, Place> {
  const features = places.features
    .filter((place) => place.properties.kind !== "country" && (place.properties.precision_m ?? 0) > 0)
    .map((place): Feature<Polygon, Place> => {
      const [lon = 0, lat = 0] = place.geometry.coordinates;
      return { type: "Feature", properties: place.properties, geometry: { type: "Polygon", coordinates: [ring(lon, lat, place.properties.precision_m ?? 0)] } };
    });
  return { type: "FeatureCollection", features };
}

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function style(places: Places): StyleSpecification {
  const ink = colour("--ink");
  // Quoted, because MapLibre puts it into a CSS font as it stands and a name may not begin a word with a digit.
  const font = ['"Source Sans 3 Variable"', "sans-serif"];
  const claimed = places.features.filter((place) => place.properties.kind === "country" && place.properties.country);
  const most = Math.max(1, ...claimed.map((place) => place.properties.n_claims));
  const shades = new Map(claimed.map(({ properties: p }) => [p.country ?? "", 0.1 + 0.3 * Math.sqrt(p.n_claims / most)]));
  return {
    version: 8,
    sources: {
      countries: { type: "geojson", data: new URL(countriesUrl, location.href).href },
      labels: { type: "geojson", data: new URL(labelsUrl, location.href).href },
      rings: { type: "geojson", data: rings(places) },
      places: { type: "geojson", data: places },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("--sea") } },
      { id: "land", type: "fill", source: "countries", paint: { "fill-color": colour("--land"), "fill-antialias": false } },
      { id: "claimed", type: "fill", source: "countries", filter: ["in", ["get", "iso"], ["literal", [...shades.keys()]]], paint: { "fill-color": colour("--accent"), "fill-opacity": shadeOf(shades) } },
      { id: "borders", type: "line", source: "countries", paint: { "line-color": colour("--border"), "line-width": ["interpolate", ["linear"], ["zoom"], 1, 0.5, 6, 1.2] } },
      { id: "rings", type: "fill", source: "rings", paint: { "fill-color": colour("--accent"), "fill-opacity": 0.1 } },
      { id: "ring-lines", type: "line", source: "rings", paint: { "line-color": colour("--accent"), "line-width": 1, "line-dasharray": [3, 2] } },
      {
        id: "names", type: "symbol", source: "labels",
        filter: ["<=", ["get", "rank"], ["+", 3.5, ["*", 1.4, ["zoom"]]]],
        layout: { "text-field": ["get", "name"], "text-font": font, "text-size": ["interpolate", ["linear"], ["zoom"], 1, 10, 6, 14], "text-letter-spacing": 0.06, "text-max-width": 7, "symbol-sort-key": ["get", "rank"] },
        paint: { "text-color": colour("--ink-faint"), "text-halo-color": colour("--land"), "text-halo-width": 0.8 },
      },
      {
        id: "areas", type: "circle", source: "places", filter: ["all", ["get", "is_area"], ["!=", ["get", "kind"], "country"]],
        paint: { "circle-radius": size(), "circle-color": "rgba(0,0,0,0)", "circle-stroke-color": colour("--accent"), "circle-stroke-width": 1.6, "circle-stroke-opacity": 0.75 },
      },
      {
        id: "points", type: "circle", source: "places", filter: ["!", ["get", "is_area"]],
        paint: { "circle-radius": size(), "circle-color": colour("--accent"), "circle-opacity": 0.85, "circle-stroke-color": colour("--paper"), "circle-stroke-width": 1.2 },
      },
      {
        id: "place-names", type: "symbol", source: "places", filter: ["!=", ["get", "kind"], "country"],
        layout: { "text-field": ["get", "name"], "text-font": font, "text-size": 12.5, "text-variable-anchor": ["left", "right", "top", "bottom"], "text-radial-offset": 0.9, "text-justify": "auto", "symbol-sort-key": ["-", 0, ["get", "n_claims"]] },
        paint: { "text-color": ink, "text-halo-color": colour("--paper"), "text-halo-width": 1.6 },
      },
    ],
  };
}

/** How strongly a country is filled, by its code: an area is drawn as an area. */
function shadeOf(shades: Map<string, number>): ExpressionSpecification | number {
  if (shades.size === 0) return 0;
  const pairs = [...shades].flat();
  return ["match", ["get", "iso"], ...pairs, 0] as unknown as ExpressionSpecification;
}

function size(): ["interpolate", ["linear"], ["sqrt", ["get", "n_claims"]], number, number, number, number] {
  return ["interpolate", ["linear"], ["sqrt", ["get", "n_claims"]], 0, 4, 10, 16];
}

/** Draws the places of the table; a click on a mark goes to its row, and a row under the pointer shows its mark. */
export async function startMap(frame: HTMLElement): Promise<void> {
  const canvas = frame.querySelector<HTMLElement>("[data-map-canvas]");
  if (!canvas) return;
  const places = await getJson<Places>("/api/map");
  frame.hidden = false;
  frame.parentElement?.classList.add("has-map");
  setWorkerUrl(new URL(workerUrl, location.href).href);
  let map: MapLibre;
  try {
    map = new MapLibre({ container: canvas, style: style(places), attributionControl: false, renderWorldCopies: true, maxZoom: 9, ...view(places) });
  } catch (error) {
    // No WebGL: the table beside says all that the map would.
    canvas.replaceChildren(make("p", { class: "nothing", text: `The map cannot be drawn here: ${String(error)}` }));
    return;
  }
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.dragRotate.disable();
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.once("idle", () => {
    frame.dataset["mapReady"] = "yes";
  });
  connect(map, places);
  document.addEventListener("headwater:theme", () => map.setStyle(style(places)));
}

/** The place that the address names, else all places that are no countries, else all. */
function view(places: Places): { center: [number, number]; zoom: number } | { bounds: LngLatBoundsLike; fitBoundsOptions: { padding: number; maxZoom: number } } {
  const wanted = location.hash.slice(1);
  const chosen = places.features.find((place) => place.properties.entity_id === wanted);
  if (chosen) {
    const [lon = 0, lat = 0] = chosen.geometry.coordinates;
    return { center: [lon, lat], zoom: chosen.properties.kind === "country" ? 3 : 5 };
  }
  const points = places.features.map((place) => place.geometry.coordinates);
  if (points.length === 0) return { center: [0, 20], zoom: 1 };
  const lons = points.map((point) => point[0] ?? 0);
  const lats = points.map((point) => point[1] ?? 0);
  const bounds: LngLatBoundsLike = [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
  return { bounds, fitBoundsOptions: { padding: 90, maxZoom: 5 } };
}

function connect(map: MapLibre, places: Places): void {
  const rows = new Map([...document.querySelectorAll<HTMLElement>("[data-place]")].map((row) => [row.dataset["place"] ?? "", row]));
  for (const layer of ["points", "areas"]) {
    map.on("mouseenter", layer, () => (map.getCanvas().style.cursor = "pointer"));
    map.on("mouseleave", layer, () => (map.getCanvas().style.cursor = ""));
    map.on("click", layer, (event) => {
      const id = String(event.features?.[0]?.properties["entity_id"] ?? "");
      for (const row of rows.values()) row.classList.remove("is-active");
      const row = rows.get(id);
      row?.classList.add("is-active");
      row?.scrollIntoView({ block: "center" });
      row?.querySelector<HTMLElement>("a")?.focus({ preventScroll: true });
    });
  }
  for (const place of places.features) {
    const row = rows.get(place.properties.entity_id);
    const [lon = 0, lat = 0] = place.geometry.coordinates;
    row?.addEventListener("focusin", () => map.easeTo({ center: [lon, lat], zoom: Math.max(map.getZoom(), 3.2) }));
    row?.addEventListener("mouseenter", () => show(map, [place]));
    row?.addEventListener("mouseleave", () => show(map, places.features));
  }
}

function show(map: MapLibre, features: Feature<Point, Place>[]): void {
  const source = map.getSource<GeoJSONSource>("places");
  void source?.setData({ type: "FeatureCollection", features });
}
