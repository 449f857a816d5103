/** Element with classes and text; text never becomes markup. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  options: { class?: string; text?: string } = {},
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (options.class) element.className = options.class;
  if (options.text !== undefined) element.textContent = options.text;
  return element;
}

/** Whether keys go into a field just now. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}

export interface Problem {
  ok: false;
  error: string;
  errors: string[];
  status: number;
}

/** JSON of this server; its one error shape becomes an exception that says what went wrong. */
export async function getJson<T extends { ok: true }>(path: string, signal?: AbortSignal): Promise<T> {
  const answer = await fetch(path, { headers: { accept: "application/json" }, ...(signal ? { signal } : {}) });
  const body = (await answer.json()) as T | Problem;
  if (!body.ok) throw new Error((body as Problem).error);
  return body as T;
}
