import { isTyping } from "./dom";

/**
 * Keys of the queue: each presses the button that names it. They go before the keys of all pages, since `?` means
 * "don't know" here; the page lists its own keys.
 */
export function startQueue(): void {
  const queue = document.querySelector<HTMLElement>("[data-queue]");
  if (!queue) return;
  const buttons = new Map<string, HTMLButtonElement>();
  for (const button of queue.querySelectorAll<HTMLButtonElement>("button[data-key]")) {
    buttons.set(button.dataset.key ?? "", button);
  }
  let isSent = false;
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) return;
      const button = buttons.get(event.key);
      if (!button && !"sd?uax".includes(event.key)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      // A second press before the next page is there must not decide what nobody has seen.
      if (!button || isSent) return;
      isSent = true;
      button.click();
    },
    { capture: true },
  );
}
