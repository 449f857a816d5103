import { make } from "./dom";

/** Filters apply as they are chosen; the button stays for readers without script. */
export function startFilters(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("[data-filters]")) {
    form.querySelector<HTMLElement>(".go")?.classList.add("is-for-words");
    form.addEventListener("change", (event) => {
      if (event.target instanceof HTMLSelectElement) form.requestSubmit();
    });
    form.addEventListener("submit", () => {
      // Empty fields would only make the address long.
      for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input, select")) {
        if (!field.value.trim()) field.disabled = true;
      }
    });
    // A page that comes back from the browser's cache must not keep its fields switched off.
    addEventListener("pageshow", () => {
      for (const field of form.querySelectorAll<HTMLInputElement>("[disabled]")) field.disabled = false;
    });
  }
  for (const input of document.querySelectorAll<HTMLInputElement>("[data-narrow]")) narrow(input);
}

/** Hides rows of this page that do not hold what is typed; enter asks for all pages. */
function narrow(input: HTMLInputElement): void {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")];
  const note = make("p", { class: "meta narrow-note" });
  note.setAttribute("role", "status");
  input.form?.after(note);
  const first = input.value;
  const fold = (words: string): string => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = rows.map((row) => fold(row.textContent ?? ""));
  input.addEventListener("input", () => {
    const wanted = fold(input.value.trim());
    let shown = 0;
    rows.forEach((row, i) => {
      const fits = (texts[i] ?? "").includes(wanted);
      row.hidden = !fits;
      if (fits) shown += 1;
    });
    note.textContent = input.value === first ? "" : `${shown} on this page; press enter to look through all.`;
  });
}
