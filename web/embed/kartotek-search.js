// <kartotek-search>: our search in any page; docs/embedding.md tells how.
const FIXED = ["publisher", "topic", "type", "language", "contains", "year", "year_from", "year_to", "match", "sort"];
const WANTED = "facets=none&fields=url,number,publishers,year,language,title_marked,snippet"; // less than half of an answer
const PATIENCE = 35_000; // milliseconds; the site itself gives up after 30 seconds

// # is a number or words, % how many are shown. Nynorsk is told where it differs from bokmål.
const TEXTS = {
  nb: {
    label: "Søk i Kartotek", search: "Søk", busy: "Søker …", more: "Vis flere", all: "Se alle i Kartotek",
    none: "Ingen dokumenter funnet", one: "1 dokument", many: "# dokumenter", part: "Viser % av # dokumenter",
    corrected: "Viser treff for «#».", refused: "Søket kan ikke utføres: #",
    wait: "For mange søk på kort tid. Vent # sekunder.", failed: "Søket virker ikke nå. Prøv igjen senere.",
  },
  en: {
    label: "Search Kartotek", search: "Search", busy: "Searching …", more: "Show more", all: "See all in Kartotek",
    none: "No documents found", one: "1 document", many: "# documents", part: "Showing % of # documents",
    corrected: "Showing hits for “#”.", refused: "The search cannot be carried out: #",
    wait: "Too many searches in a short time. Wait # seconds.", failed: "The search does not work now. Try again later.",
  },
};
TEXTS.nn = {
  ...TEXTS.nb, busy: "Søkjer …", more: "Vis fleire", all: "Sjå alle i Kartotek",
  none: "Fann ingen dokument", many: "# dokument", part: "Viser % av # dokument", refused: "Søket kan ikkje utførast: #",
  wait: "For mange søk på kort tid. Vent # sekund.", failed: "Søket verkar ikkje no. Prøv igjen seinare.",
};

// Policies that forbid <style> allow a sheet made by script. Colours follow the page's color-scheme.
const LOOK = new CSSStyleSheet();
LOOK.replaceSync(`
:host {
  --_accent: var(--kartotek-accent, light-dark(#14566a, #8fd0e2));
  --_soft: var(--kartotek-soft, light-dark(#53605d, #aab6b2));
  display: block; padding: var(--kartotek-padding, 1rem); font: var(--kartotek-font, inherit); overflow-wrap: anywhere;
  color: var(--kartotek-text, light-dark(#1b2423, #e8ece9)); background: var(--kartotek-background, light-dark(#fff, #131817));
}
:host([hidden]), [hidden] { display: none !important }
* { box-sizing: border-box; margin: 0; padding: 0 }
label, [part=title] { font-weight: 600 }
[part=row], [part=ways] { display: flex; flex-wrap: wrap; align-items: center; gap: .5em }
input, button { font: inherit; min-height: 2.75em; padding: .25em .75em; border: 1px solid var(--_soft); border-radius: var(--kartotek-radius, 4px) }
input { flex: 1 1 12em; min-width: 0; color: inherit; background: none }
button { color: var(--kartotek-on-accent, light-dark(#fff, #0c2229)); background: var(--_accent); border-color: var(--_accent); cursor: pointer }
a { color: var(--kartotek-link, var(--_accent)) }
mark { color: var(--kartotek-on-mark, light-dark(#1b2423, #fff6dc)); background: var(--kartotek-mark, light-dark(#ffe8a6, #675212)) }
:focus-visible { outline: 3px solid var(--kartotek-focus, light-dark(#b23a22, #f5b041)); outline-offset: 2px }
p { margin-top: .25em }
li { list-style: none; padding: .75em 0 }
[part=facts] { color: var(--_soft); font-size: .875em }
`);

const make = (tag, part, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), { part, ...properties });
  element.append(...children);
  return element;
};

// Words of others become text, never markup.
const marked = (fragments) => fragments.map(({ text, marked }) => (marked ? make("mark", "mark", {}, text) : text));

// Returns an answer, or which text tells why there is none.
const ask = async (address, signal) => {
  try {
    const response = await fetch(address, { signal, credentials: "omit" });
    if (response.ok) return { answer: await response.json() };
    const wait = response.headers.get("Retry-After");
    if (response.status === 429 && wait > 0) return { failure: ["wait", wait] };
    const { invalid_params: wrong } = await response.json();
    return { failure: ["refused", wrong.map(({ name, value = "" }) => `${name}=${value}`).join(", ")] };
  } catch {
    return { failure: ["failed"] }; // no network, too late, or no refusal of ours
  }
};

class KartotekSearch extends HTMLElement {
  static observedAttributes = ["lang", "label", "site", "query", "size", ...FIXED];

  #label = make("label", "label", { htmlFor: "q" });
  #box = make("input", "box", { id: "q", type: "search", autocomplete: "off", enterKeyHint: "search" });
  #button = make("button", "button");
  #form = make("form", "form", { role: "search" }, this.#label, make("div", "row", {}, this.#box, this.#button));
  #status = make("p", "status", { role: "status" });
  #notices = make("div", "notices");
  #hits = make("ol", "hits");
  #more = make("button", "button more", { type: "button" });
  #all = make("a", "all");
  #ways = make("p", "ways", {}, this.#more, this.#all);
  #request;
  #isDue; // attributes that change together make one search
  #asked; // the search that is shown
  #answer; // its latest page
  #results = []; // of all its pages so far
  #failure;

  constructor() {
    super();
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#search();
    });
    this.#more.addEventListener("click", () => this.#search(this.#answer.meta.page + 1));
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [LOOK];
    root.append(this.#form, this.#status, this.#notices, this.#hits, this.#ways);
  }

  connectedCallback() {
    this.#box.value = this.getAttribute("query");
    this.#show();
    this.#begin();
  }

  disconnectedCallback() {
    this.#request?.abort();
    this.#request = null;
  }

  attributeChangedCallback(name, before, after) {
    if (!this.isConnected || before === after) return;
    if (name === "query") this.#box.value = after;
    if (name === "lang" || name === "label") this.#show();
    else this.#begin();
  }

  get #language() {
    const wanted = this.closest("[lang]")?.lang.slice(0, 2).toLowerCase();
    return wanted in TEXTS ? wanted : "nb";
  }

  get #site() {
    return new URL(this.getAttribute("site") || "/", import.meta.url).origin;
  }

  #text(key, value, part) {
    return TEXTS[this.#language][key].replace(/[#%]/g, (sign) => (sign === "#" ? value : part));
  }

  #begin() {
    if (!this.#isDue) queueMicrotask(() => {
      this.#isDue = false;
      if (this.#answer || this.#failure || this.#box.value || FIXED.some((name) => this.getAttribute(name))) this.#search();
    });
    this.#isDue = true;
  }

  #ask() {
    const asked = new URLSearchParams({ q: this.#box.value });
    for (const name of FIXED) this.getAttribute(name)?.split(/[\s,]+/).forEach((value) => asked.append(name, value));
    return asked;
  }

  async #search(page = 1) {
    this.#request?.abort();
    const stop = (this.#request = new AbortController());
    setTimeout(() => stop.abort(), PATIENCE);
    const asked = page > 1 ? this.#asked : this.#ask();
    const before = page > 1 ? this.#results : [];
    this.#status.textContent = this.#text("busy");
    const address = `${this.#site}/api/v1/search?${asked}&${WANTED}&page=${page}&size=${this.getAttribute("size") || 10}`;
    const { answer, failure } = await ask(address, stop.signal);
    if (this.#request !== stop) return; // another search has begun
    this.#asked = asked;
    this.#failure = failure;
    if (answer || page === 1) this.#answer = answer;
    this.#results = [...before, ...(answer?.results ?? [])];
    this.#show();
    if (page > 1) this.#hits.children[before.length]?.firstChild.focus();
  }

  #show() {
    const { meta, query } = this.#answer ?? {};
    this.#label.textContent = this.#form.ariaLabel = this.#hits.ariaLabel = this.getAttribute("label") || this.#text("label");
    this.#button.textContent = this.#text("search");
    this.#more.textContent = this.#text("more");
    this.#all.textContent = this.#text("all");
    this.#status.part = this.#failure ? "status error" : "status";
    this.#status.textContent = this.#told(meta?.total);
    this.#notices.replaceChildren(...this.#remarks(query));
    this.#hits.replaceChildren(...this.#results.map((result) => this.#hit(result)));
    this.#hits.hidden = !this.#results.length;
    this.#ways.hidden = !meta?.total;
    this.#more.hidden = !(meta?.page < meta?.pages);
    this.#all.href = `${this.#site}/${this.#language}/?${this.#asked}`;
  }

  #told(total) {
    if (this.#failure) return this.#text(...this.#failure);
    if (!total) return total === 0 ? this.#text("none") : "";
    const number = (value) => value.toLocaleString(this.#language === "en" ? "en-GB" : "nb");
    const shown = this.#results.length;
    return this.#text(total === 1 ? "one" : shown < total ? "part" : "many", number(total), number(shown));
  }

  #remarks({ corrected, notices = [] } = {}) {
    const told = notices.map(({ message }) => message[this.#language]);
    return [...(corrected ? [this.#text("corrected", corrected)] : []), ...told].map((text) => make("p", "notice", {}, text));
  }

  #hit({ url, number, publishers, year, language, title_marked: title, snippet }) {
    const lang = language === "und" ? "" : language;
    const names = publishers.map(({ label }) => label[this.#language]);
    // Whatever an answer holds, it leads to our site.
    const href = `${this.#site}/${this.#language}${new URL(url).pathname}?${new URLSearchParams({ q: this.#asked.get("q") })}`;
    return make("li", "hit", {},
      make("a", "title", { lang, href }, ...marked(title)),
      make("p", "facts", {}, [number, ...names, year].filter(Boolean).join(" · ")),
      make("p", "snippet", { lang }, ...marked(snippet)));
  }
}

customElements.get("kartotek-search") ?? customElements.define("kartotek-search", KartotekSearch);
