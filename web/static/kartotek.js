// Everything works without this script. With it, «/» leads to the search box, and the box suggests what may be meant.
"use strict";
(() => {
  const status = document.getElementById("status");

  // Suggestions: a combobox with list autocomplete and manual selection (WAI-ARIA 1.2, APG).
  const PAUSE = 120; // milliseconds without a keystroke
  const SHORTEST = 2; // letters; fewer begin every word
  const suggest = (form) => {
    const box = form.elements.q;
    const list = document.createElement("ul");
    let options = [];
    let answered = ""; // what the options belong to
    let active = -1;
    let timer = 0;
    let request = null;

    const isOpen = () => !list.hidden;

    const activate = (index) => {
      options[active]?.element.setAttribute("aria-selected", "false");
      active = index;
      const chosen = options[active]?.element;
      if (!chosen) {
        box.removeAttribute("aria-activedescendant");
        return;
      }
      chosen.setAttribute("aria-selected", "true");
      chosen.scrollIntoView({ block: "nearest" });
      box.setAttribute("aria-activedescendant", chosen.id);
    };

    const forget = () => {
      clearTimeout(timer);
      request?.abort();
      request = null;
    };

    const close = () => {
      forget();
      activate(-1);
      list.hidden = true;
      box.setAttribute("aria-expanded", "false");
    };

    const open = () => {
      list.hidden = !options.length;
      box.setAttribute("aria-expanded", String(isOpen()));
    };

    const line = (css, text) => {
      const element = document.createElement("span");
      element.className = css;
      element.textContent = text;
      return element;
    };

    const option = (suggestion, index) => {
      const language = document.documentElement.lang;
      const element = document.createElement("li");
      element.id = `${list.id}-${index}`;
      element.className = "suggestion";
      element.setAttribute("role", "option");
      element.setAttribute("aria-selected", "false");
      element.append(
        line("suggestion__label", suggestion.label[language]),
        " ",
        line("suggestion__detail", suggestion.detail[language]),
      );
      const { pathname, search } = new URL(suggestion.html[language]); // the host may be a name that only a proxy knows
      element.addEventListener("click", () => location.assign(pathname + search));
      return { element, address: pathname + search };
    };

    const fill = (suggestions) => {
      activate(-1);
      options = suggestions.map(option);
      list.replaceChildren(...options.map(({ element }) => element));
      open();
      const { one, many } = form.dataset;
      if (status) status.textContent = !options.length ? "" : options.length === 1 ? one : many.replace("#", options.length);
    };

    const ask = async () => {
      const text = box.value.trim();
      const stop = (request = new AbortController());
      try {
        const response = await fetch(`${form.dataset.suggest}?${new URLSearchParams({ q: text })}`, { signal: stop.signal });
        if (!response.ok) throw new Error("no suggestions");
        const { suggestions } = await response.json();
        if (request !== stop) return;
        answered = text;
        fill(suggestions);
      } catch {
        if (request === stop) fill([]); // the search itself works without
      }
    };

    const letters = () => (box.value.match(/[\p{L}\p{N}]/gu) || []).length;

    list.id = `${box.id}-suggestions`;
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", form.dataset.name);
    list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
    box.after(list);
    box.type = "text"; // a search field may not be a combobox (ARIA in HTML)
    Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })
      .forEach(([name, value]) => box.setAttribute(name, value));

    box.addEventListener("input", () => {
      forget();
      if (letters() < SHORTEST) close();
      else timer = setTimeout(ask, PAUSE);
    });
    box.addEventListener("blur", close);
    form.addEventListener("submit", close);
    box.addEventListener("keydown", (event) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      const { key } = event;
      if (key === "ArrowDown" || key === "ArrowUp") {
        if (letters() < SHORTEST) return;
        event.preventDefault();
        if (!isOpen() && answered !== box.value.trim()) {
          forget();
          ask();
          return;
        }
        open();
        const places = options.length + 1; // after the last and before the first is the box itself
        activate(((active + 1 + (key === "ArrowDown" ? 1 : -1) + places) % places) - 1);
      } else if (key === "Enter" && isOpen() && active >= 0) {
        event.preventDefault();
        location.assign(options[active].address);
      } else if (key === "Escape" && isOpen()) {
        event.preventDefault();
        close();
      } else if (key === "Escape") box.value = "";
      else if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(key)) activate(-1);
    });
  };
  document.querySelectorAll("form[data-suggest]").forEach(suggest);

  // The help page switches «/» off (WCAG 2.1.4) where the browser can remember it.
  let memory = {};
  try {
    memory = localStorage;
  } catch {}
  const shortcut = document.getElementById("shortcut");
  if (shortcut) {
    shortcut.closest("p").hidden = false;
    shortcut.checked = !memory.quiet;
    shortcut.addEventListener("change", () => memory.quiet = shortcut.checked ? "" : "1");
  }
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, [contenteditable]");
    const box = document.querySelector(".search__box");
    if (event.key !== "/" || memory.quiet || !box || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
})();
