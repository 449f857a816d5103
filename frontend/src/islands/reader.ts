/** The reader: a click on a claim opens it beside the text, without leaving the place. */

const HISTORY_KEY = "headwater-claim";

export interface Reader {
  next(step: 1 | -1): void;
  close(): boolean;
  judge(action: "accept" | "reject" | "undo"): boolean;
}

let reader: Reader | null = null;

/** The reader of this page, if it has one. */
export function currentReader(): Reader | null {
  return reader;
}

export function startReader(): void {
  const root = document.querySelector<HTMLElement>("[data-reader]");
  const panel = root?.querySelector<HTMLElement>("[data-panel]");
  const body = panel?.querySelector<HTMLElement>("[data-panel-body]");
  const closer = panel?.querySelector<HTMLAnchorElement>("[data-close]");
  if (!root || !panel || !body || !closer) return;

  const template = panel.querySelector<HTMLTemplateElement>("template[data-outline]");
  const outline = (template?.content ?? clone(body)).cloneNode(true) as DocumentFragment;
  const order = claimsInOrder(root);
  let open = new URLSearchParams(location.search).get("claim");
  let asked = 0;

  const mark = (id: string | null): void => {
    for (const run of root.querySelectorAll<HTMLElement>("[data-claims]")) {
      run.classList.toggle("is-active", id !== null && (run.dataset["claims"] ?? "").split(" ").includes(id));
    }
  };
  const settle = (id: string | null): void => {
    open = id;
    mark(id);
    panel.classList.toggle("is-open", id !== null);
    document.getElementById("main")?.classList.toggle("has-panel", id !== null);
    closer.hidden = id === null;
  };
  const remember = (id: string | null): void => {
    const url = new URL(location.href);
    if (id) url.searchParams.set("claim", id);
    else url.searchParams.delete("claim");
    url.hash = id ?? "";
    history.replaceState({ [HISTORY_KEY]: id }, "", url);
  };
  const show = async (id: string, { scroll }: { scroll: boolean }): Promise<void> => {
    const turn = ++asked;
    settle(id);
    if (scroll) firstRun(root, id)?.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
    const answer = await fetch(`/claims/${encodeURIComponent(id)}?part=panel`);
    const html = await answer.text();
    if (turn !== asked) return; // a later click overtook this one
    // The server escapes every word of it, and the policy of the page runs no inline script.
    const parsed = new DOMParser().parseFromString(html, "text/html");
    body.replaceChildren(...parsed.body.childNodes);
    panel.scrollTop = 0;
    remember(id);
  };
  const close = (): boolean => {
    if (open === null) return false;
    const last = open;
    asked += 1;
    settle(null);
    body.replaceChildren(outline.cloneNode(true));
    remember(null);
    firstRun(root, last)?.focus({ preventScroll: true });
    return true;
  };

  root.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const run = event.target.closest<HTMLAnchorElement>("a[data-claims], a[data-open]");
    if (run && !hasSelection()) {
      const id = run.dataset["open"] ?? new URL(run.href).searchParams.get("claim");
      // A claim in another part of a long text is not on this page: the link loads the part that holds it.
      if (id && firstRun(root, id)) {
        event.preventDefault();
        void show(id, { scroll: "open" in run.dataset });
      }
    } else if (event.target.closest("[data-close]")) {
      event.preventDefault();
      close();
    }
  });

  reader = {
    next(step) {
      const at = open === null ? (step === 1 ? -1 : order.length) : order.indexOf(open);
      const id = order[at + step];
      if (id) {
        void show(id, { scroll: true });
        firstRun(root, id)?.focus({ preventScroll: true });
      }
    },
    close,
    judge(action) {
      return pressJudge(panel, action);
    },
  };
  if (open) settle(open);
}

/** Presses a button of the form that records decisions. */
export function pressJudge(within: ParentNode, action: string): boolean {
  const button = within.querySelector<HTMLButtonElement>(`.judge button[value="${action}"]`);
  button?.click();
  return button !== null;
}

function clone(body: HTMLElement): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const node of body.childNodes) fragment.append(node.cloneNode(true));
  return fragment;
}

function claimsInOrder(root: HTMLElement): string[] {
  return [...root.querySelectorAll<HTMLElement>("[data-text] .anchor")].map((anchor) => anchor.id);
}

function firstRun(root: HTMLElement, id: string): HTMLElement | null {
  return root.querySelector<HTMLElement>(`[data-claims~="${CSS.escape(id)}"]`);
}

function hasSelection(): boolean {
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed;
}

function calm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
