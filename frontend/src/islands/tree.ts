import { make } from "./dom";

const MANY = 8;

/** Long branches of an origin tree fold; the words of the button say how many documents are inside. */
export function startTree(): void {
  for (const list of document.querySelectorAll<HTMLUListElement>(".tree ul")) {
    const rows = [...list.children].filter((row): row is HTMLElement => row instanceof HTMLElement);
    if (rows.length <= MANY) continue;
    const hidden = rows.slice(MANY - 2);
    const button = make("button", { class: "quiet fold", text: `${hidden.length} more` });
    button.type = "button";
    button.setAttribute("aria-expanded", "false");
    const set = (open: boolean): void => {
      for (const row of hidden) row.hidden = !open;
      button.textContent = open ? "fewer" : `${hidden.length} more`;
      button.setAttribute("aria-expanded", String(open));
    };
    set(false);
    button.addEventListener("click", () => set(button.getAttribute("aria-expanded") !== "true"));
    const row = make("li", { class: "fold-row" });
    row.append(button);
    list.append(row);
  }
}
