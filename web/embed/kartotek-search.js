// <kartotek-search>: docs/embedding.md tells how.
const FIXED = "match sort publisher topic type language contains year year_from year_to".split(" ");
const WANTED = "facets=type&fields=url,type,number,publishers,year,language,title_marked,snippet";
const PATIENCE = 35_000; // ms; the site gives up after 30 s

// Bokmål, English, and nynorsk where it differs; # is a number or words, % how many are shown.
const TEXTS = {
  label: ["Søk i Kartotek", "Search Kartotek"],
  within: ["Søk i en del av Kartotek", "Search a part of Kartotek", "Søk i ein del av Kartotek"],
  search: ["Søk", "Search"],
  busy: ["Søker …", "Searching …", "Søkjer …"],
  more: ["Vis flere", "Show more", "Vis fleire"],
  all: ["Se alle i Kartotek", "See all in Kartotek", "Sjå alle i Kartotek"],
  none: ["Ingen dokumenter funnet", "No documents found", "Fann ingen dokument"],
  one: ["1 dokument", "1 document"],
  many: ["# dokumenter", "# documents", "# dokument"],
  part: ["Viser % av # dokumenter", "Showing % of # documents", "Viser % av # dokument"],
  corrected: ["Viser treff for «#».", "Showing hits for “#”."],
  refused: ["Søket kan ikke utføres: #", "The search cannot be carried out: #", "Søket kan ikkje utførast: #"],
  wait: ["For mange søk på kort tid. Vent # sekunder.", "Too many searches in a short time. Wait # seconds.",
    "For mange søk på kort tid. Vent # sekund."],
  failed: ["Søket virker ikke nå. Prøv igjen senere.", "The search does not work now. Try again later.",
    "Søket verkar ikkje no. Prøv igjen seinare."],
  // Refusals that a reader can mend.
  "too-long": ["Søket er for langt.", "The query is too long."],
  "too-many-words": ["Søket har for mange ord.", "The query has too many words."],
  "prefix-too-wide": ["For mange ord begynner med #. Skriv mer.", "Too many words begin with #. Write more.",
    "For mange ord byrjar med #. Skriv meir."],
};

// Policies that forbid <style> allow a sheet made by script; color-scheme is the page's.
const LOOK = new CSSStyleSheet();
LOOK.replaceSync(`
:host{
  --_accent:var(--kartotek-accent,light-dark(#14566a,#8fd0e2));
  --_soft:var(--kartotek-soft,light-dark(#53605d,#aab6b2));
  display:block;padding:var(--kartotek-padding,1rem);font:var(--kartotek-font,inherit);overflow-wrap:anywhere;
  color:var(--kartotek-text,light-dark(#1b2423,#e8ece9));background:var(--kartotek-background,light-dark(#fff,#131817));
}
:host([hidden]),[hidden]{display:none!important}
*{box-sizing:border-box;margin:0;padding:0}
label,li a{font-weight:600}
[part=row],[part=ways]{display:flex;flex-wrap:wrap;align-items:center;gap:.5em}
input,button{font:inherit;min-height:2.75em;padding:.25em .75em;border:1px solid var(--_soft);border-radius:var(--kartotek-radius,4px)}
input{flex:1 1 12em;min-width:0;color:inherit;background:none}
button{color:var(--kartotek-on-accent,light-dark(#fff,#0c2229));background:var(--_accent);border-color:var(--_accent);cursor:pointer}
a{color:var(--kartotek-link,var(--_accent))}
mark{color:var(--kartotek-on-mark,light-dark(#1b2423,#fff6dc));background:var(--kartotek-mark,light-dark(#ffe8a6,#675212))}
:focus-visible{outline:3px solid var(--kartotek-focus,light-dark(#b23a22,#f5b041));outline-offset:2px}
p,[part=row]{margin-top:.4em}
ol:empty{display:none}
li{list-style:none;padding:.75em 0}
[part=facts]{color:var(--_soft);font-size:.875em}
`);

const make = (tag, part, given, ...children) => {
  const element = Object.assign(document.createElement(tag), { part, ...given });
  element.append(...children);
  return element;
};

// Words of others become text, never markup.
const marked = (fragments) => fragments.map(({ text, marked }) => (marked ? make("mark", "mark", {}, text) : text));

// An answer, or the text that tells why there is none.
const ask = async (address, signal) => {
  try {
    const response = await fetch(address, { signal, credentials: "omit" });
    if (response.ok) return { answer: await response.json() };
    const wait = response.headers.get("Retry-After");
    if (response.status === 429 && wait > 0) return { failure: ["wait", wait] };
    const { invalid_params: [{ name, code, value = "" }] } = await response.json();
    return { failure: code in TEXTS ? [code, value] : ["refused", `${name}=${value}`] };
  } catch {
    return { failure: ["failed"] }; // no network, too late, not ours
  }
};

class KartotekSearch extends HTMLElement {
  static observedAttributes = ["lang", "label", "site", "query", "size", ...FIXED];

  #label = make("label", "label", { htmlFor: "q" });
  #box = make("input", "box", { id: "q", type: "search", autocomplete: "off" });
  #button = make("button", "button");
  #form = make("form", "form", { role: "search" }, this.#label, make("div", "row", {}, this.#box, this.#button));
  #status = make("p", "status", { role: "status" });
  #notices = make("div", "notices");
  #hits = make("ol", "hits");
  #more = make("button", "button more", { type: "button" });
  #all = make("a", "all");
  #ways = make("p", "ways", {}, this.#more, this.#all);
  #request;
  #isDue; // changes together make one search
  #asked; // the search that is shown
  #answer; // its latest page
  #results = []; // of all its pages
  #failure;

  constructor() {
    super();
    this.#form.onsubmit = (event) => {
      event.preventDefault();
      this.#search();
    };
    this.#more.onclick = () => this.#search(this.#answer.meta.page + 1);
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [LOOK];
    root.append(this.#form, this.#status, this.#notices, this.#hits, this.#ways);
  }

  connectedCallback() {
    this.#show(); // moved, perhaps in another language
    queueMicrotask(() => {
      const isAsked = this.#answer || this.#failure || this.#box.value || this.#isPart;
      if (this.#isDue && this.isConnected && isAsked) this.#search();
    });
  }

  disconnectedCallback() {
    this.#isDue ||= this.#request;
    this.#request?.abort();
    this.#request = null;
  }

  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (name === "query") this.#box.value = after;
    this.#isDue ||= name !== "lang" && name !== "label";
    this.connectedCallback();
  }

  get #language() {
    return /^(nb|nn|en)/.exec(this.closest("[lang]")?.lang.toLowerCase())?.[0] ?? "nb";
  }

  get #site() {
    return new URL(this.getAttribute("site") || "/", import.meta.url).origin;
  }

  get #isPart() {
    return FIXED.slice(2).some((name) => this.getAttribute(name));
  }

  #text(key, value, part) {
    const [nb, en, nn = nb] = TEXTS[key];
    return { nb, en, nn }[this.#language].replace(/[#%]/g, (sign) => (sign === "#" ? value : part));
  }

  #ask() {
    const asked = new URLSearchParams({ q: this.#box.value });
    for (const name of FIXED) this.getAttribute(name)?.split(/[\s,]+/).forEach((value) => asked.append(name, value));
    return asked;
  }

  async #search(page = 1) {
    this.#isDue = false;
    this.#request?.abort();
    const stop = (this.#request = new AbortController());
    setTimeout(() => stop.abort(), PATIENCE);
    const [asked, before] = page > 1 ? [this.#asked, this.#results] : [this.#ask(), []];
    this.#status.textContent = this.#text("busy");
    const address = `${this.#site}/api/v1/search?${asked}&${WANTED}&page=${page}&size=${this.getAttribute("size") || 10}`;
    const { answer, failure } = await ask(address, stop.signal);
    if (this.#request !== stop) return; // another search has begun
    this.#request = null;
    this.#asked = asked;
    this.#failure = failure;
    if (answer || page === 1) this.#answer = answer;
    this.#results = before.concat(answer?.results ?? []);
    this.#show();
    if (page > 1) this.#hits.children[before.length]?.firstChild.focus();
  }

  #show() {
    const { meta, query } = this.#answer ?? {};
    this.#label.textContent = this.#form.ariaLabel = this.getAttribute("label") || this.#text(this.#isPart ? "within" : "label");
    this.#button.textContent = this.#text("search");
    this.#more.textContent = this.#text("more");
    this.#all.textContent = this.#text("all");
    this.#status.part = this.#failure ? "status error" : "status";
    this.#status.textContent = this.#told(meta?.total);
    this.#notices.replaceChildren(...this.#remarks(query));
    this.#hits.replaceChildren(...this.#results.map((result) => this.#hit(result)));
    this.#ways.hidden = !meta?.total;
    this.#more.hidden = !(meta?.page < meta?.pages);
    this.#all.href = `${this.#site}/${this.#language}/?${this.#asked}`;
  }

  #told(total) {
    if (this.#failure) return this.#text(...this.#failure);
    if (!total) return total === 0 ? this.#text("none") : "";
    const number = (value) => value.toLocaleString(this.#language.replace("nn", "nb"));
    const shown = this.#results.length;
    return this.#text(total === 1 ? "one" : shown < total ? "part" : "many", number(total), number(shown));
  }

  #remarks({ corrected, notices = [] } = {}) {
    return [corrected && this.#text("corrected", corrected), ...notices.map(({ message }) => message[this.#language])]
      .filter(Boolean).map((text) => make("p", "notice", {}, text));
  }

  #hit({ url, type, number, publishers, year, language, title_marked: title, snippet }) {
    const lang = language.replace("und", "");
    const name = (one) => one?.label[this.#language];
    const kind = number || name(this.#answer.facets.type.values.find(({ key }) => key === type));
    // Whatever an answer holds, to our site.
    const href = `${this.#site}/${this.#language}${new URL(url).pathname}?q=${encodeURIComponent(this.#asked.get("q"))}`;
    return make("li", "hit", {},
      make("a", "title", { lang, href }, ...marked(title)),
      make("p", "facts", {}, [kind, ...publishers.map(name), year].filter(Boolean).join(" ·\xa0")),
      make("p", "snippet", { lang }, ...marked(snippet)));
  }
}

customElements.get("kartotek-search") ?? customElements.define("kartotek-search", KartotekSearch);
