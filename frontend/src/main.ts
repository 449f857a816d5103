import "@fontsource-variable/source-serif-4/opsz.css";
import "@fontsource-variable/source-serif-4/opsz-italic.css";
import "@fontsource-variable/source-sans-3/wght.css";
import "./styles/index.css";
import { startFilters } from "./islands/filters";
import { startKeys } from "./islands/keys";
import { startQueue } from "./islands/queue";
import { startReader } from "./islands/reader";
import { startSearch } from "./islands/search";
import { startTheme } from "./islands/theme";

document.documentElement.classList.add("has-script");
startTheme();
startSearch();
startFilters();
startReader();
startQueue();
startKeys();

// MapLibre is large: only the page that has a map loads it.
const frame = document.querySelector<HTMLElement>("[data-map]");
if (frame) void import("./islands/map").then(({ startMap }) => startMap(frame));
