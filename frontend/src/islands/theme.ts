type Theme = "dark" | "light";

function shown(): Theme {
  const chosen = document.documentElement.dataset["theme"];
  if (chosen === "dark" || chosen === "light") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** A button that turns the page dark or light, and tells the map. */
export function startTheme(): void {
  const button = document.querySelector<HTMLButtonElement>("[data-theme-toggle]");
  if (!button) return;
  const label = (): void => {
    button.textContent = shown() === "dark" ? "Light" : "Dark";
    button.setAttribute("aria-label", `Show the page ${shown() === "dark" ? "light" : "dark"}`);
  };
  button.hidden = false;
  label();
  button.addEventListener("click", () => {
    const next: Theme = shown() === "dark" ? "light" : "dark";
    document.documentElement.dataset["theme"] = next;
    try {
      localStorage.setItem("headwater-theme", next);
    } catch {
      // storage is switched off: the choice holds for this page
    }
    label();
    document.dispatchEvent(new CustomEvent("headwater:theme"));
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", label);
}
