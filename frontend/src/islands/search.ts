import { getJson, make } from "./dom";

interface Found {
  ok: true;
  query: string;
  found: { kind: string; url: string; words: string; note: string }[];
}

const WAIT_MS = 120;

/** Entities, items and documents below the search field while a reader types. */
export function startSearch(): void {
  const input = document.querySelector<HTMLInputElement>("#search");
  const form = input?.form;
  if (!input || !form) return;
  const list = make("ul", { class: "suggestions" });
  list.id = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Found in this case");
  form.append(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-autocomplete", "list");

  let timer = 0;
  let running: AbortController | null = null;
  let at = -1;
  const links = (): HTMLAnchorElement[] => [...list.querySelectorAll("a")];
  const close = (): void => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const draw = (found: Found["found"]): void => {
    list.replaceChildren(
      ...found.map((hit, i) => {
        const row = make("li");
        row.setAttribute("role", "option");
        row.id = `suggestion-${i}`;
        const link = make("a");
        link.href = hit.url;
        link.tabIndex = -1;
        link.append(make("span", { class: "label", text: hit.kind }), make("span", { text: hit.words }), make("span", { class: "meta", text: hit.note }));
        row.append(link);
        return row;
      }),
    );
    list.hidden = found.length === 0;
    at = -1;
    input.setAttribute("aria-expanded", String(found.length > 0));
  };
  const look = async (): Promise<void> => {
    running?.abort();
    const words = input.value.trim();
    if (words.length < 2) return close();
    running = new AbortController();
    try {
      draw((await getJson<Found>(`/api/suggest?q=${encodeURIComponent(words)}`, running.signal)).found);
    } catch (error) {
      // A search that a later one overtook is no error; any other leaves the plain search field.
      if (!(error instanceof DOMException && error.name === "AbortError")) close();
    }
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void look(), WAIT_MS);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      close();
      event.stopPropagation();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !list.hidden) {
      const all = links();
      at = (at + (event.key === "ArrowDown" ? 1 : -1) + all.length + 1) % (all.length + 1);
      all.forEach((link, i) => link.parentElement?.setAttribute("aria-selected", String(i === at)));
      if (at < all.length) input.setAttribute("aria-activedescendant", `suggestion-${at}`);
      event.preventDefault();
    } else if (event.key === "Enter" && !list.hidden && at >= 0) {
      const link = links()[at];
      if (link) {
        event.preventDefault();
        location.assign(link.href);
      }
    }
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof Node && !form.contains(event.target)) close();
  });
}
