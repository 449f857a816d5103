import { isTyping, make } from "./dom";
import { currentReader, pressJudge } from "./reader";

const KEYS: [string[], string][] = [
  [["/"], "search"],
  [["j"], "next claim or row"],
  [["k"], "claim or row before"],
  [["n"], "next claim"],
  [["enter"], "open"],
  [["a"], "accept the open claim"],
  [["x"], "reject it"],
  [["u"], "undo the decision"],
  [["esc"], "close"],
  [["?"], "these keys"],
];

/** Keys of all pages. None of them takes a key that a field or the browser needs. */
export function startKeys(): void {
  const overlay = drawOverlay();
  document.body.append(overlay);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      if (overlay.open) overlay.close();
      else if (isTyping(event.target)) (event.target as HTMLElement).blur();
      else currentReader()?.close();
      return;
    }
    if (isTyping(event.target)) return;
    const act = ACTIONS[event.key];
    if (event.key === "?") {
      if (overlay.open) overlay.close();
      else overlay.showModal();
      event.preventDefault();
    } else if (act && !overlay.open) {
      if (act()) event.preventDefault();
    }
  });
}

const ACTIONS: Record<string, () => boolean> = {
  "/": () => {
    const field = document.querySelector<HTMLInputElement>("#search");
    field?.focus();
    field?.select();
    return true;
  },
  j: () => step(1),
  n: () => step(1),
  k: () => step(-1),
  a: () => judge("accept"),
  x: () => judge("reject"),
  u: () => judge("undo"),
};

function judge(action: "accept" | "reject" | "undo"): boolean {
  return currentReader()?.judge(action) ?? pressJudge(document, action);
}

function step(by: 1 | -1): boolean {
  const reader = currentReader();
  if (reader) reader.next(by);
  else stepRow(by);
  return true;
}

/** Moves the focus to the first link of the next or previous row of a list. */
function stepRow(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row]:not([hidden])")].filter((row) => row.offsetParent !== null);
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const row = rows[at < 0 ? (by === 1 ? 0 : rows.length - 1) : at + by];
  row?.querySelector<HTMLElement>("h2 a, h3 a, .said a, a")?.focus();
  row?.scrollIntoView({ block: "nearest" });
}

function drawOverlay(): HTMLDialogElement {
  const dialog = make("dialog", { class: "keys-overlay" });
  dialog.setAttribute("aria-label", "Keys");
  const list = make("dl", { class: "keys" });
  for (const [keys, does] of KEYS) {
    const row = make("div");
    const term = make("dt");
    term.append(...keys.map((key) => make("kbd", { text: key })));
    row.append(term, make("dd", { text: does }));
    list.append(row);
  }
  dialog.append(make("h2", { text: "Keys" }), list);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  return dialog;
}
