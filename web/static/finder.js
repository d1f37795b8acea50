// With it, results change in place, a facet opens whole where it stands, and a range of years can be drawn.
"use strict";
(() => {
  const wide = matchMedia("(min-width: 54rem)");
  const form = document.getElementById("search");
  const finder = document.getElementById("finder");
  const status = document.getElementById("status");
  const whole = new Map(); // facets that are open whole → what is looked for in them
  let newest = 0;
  let shown = location.pathname + location.search;

  // How words are matched was chosen for one query; the next begins in the ordinary way.
  const isDefault = (name, value) => name === "sort" ? value === "relevance" : name === "match" && isNewQuery();
  const isNewQuery = () => form.elements.q.value.trim() !== form.elements.q.defaultValue.trim();

  const chosen = () => [...new FormData(form)].filter(([name, value]) => value && !isDefault(name, value));
  const addressOf = (pairs, path = form.action) => {
    const query = new URLSearchParams(pairs).toString();
    return path + (query ? "?" + query : "");
  };

  const read = async (address) => {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`no page in the answer: ${response.status}`);
    return new DOMParser().parseFromString(await response.text(), "text/html");
  };

  // The whole list of a facet, from its own page.
  const open = (field, page) => {
    const box = document.getElementById(`facet-${field}`);
    const [find, found, values] = ["find", "found", "values"].map((id) => page.getElementById(id));
    if (!box || !values) return;
    find.querySelector("button").remove();
    const input = find.querySelector("input");
    input.removeAttribute("name");
    const rename = (element, id) => {
      element.id = `${id}-${field}`;
      return element;
    };
    rename(input, "find-in").dataset.find = field;
    find.querySelector("label").htmlFor = input.id;
    values.querySelectorAll("[form]").forEach((tick) => tick.setAttribute("form", "search"));
    rename(values, "values").className = "whole__list";
    values.tabIndex = -1;
    box.replaceChildren(box.querySelector("legend"), rename(find, "find"), rename(found, "found"), values);
    input.value = whole.get(field);
  };
  const pageOf = (field, query) => {
    const pairs = [...new URLSearchParams(query)].filter(([name]) => name !== "page");
    const find = whole.get(field);
    return read(addressOf(find ? [...pairs, ["find", find]] : pairs, `${form.action}facets/${field}`));
  };
  const refind = async (field) => {
    const turn = ++newest;
    const page = await pageOf(field, new URLSearchParams(chosen()));
    if (turn !== newest) return;
    const [found, values] = ["found", "values"].map((id) => page.getElementById(id));
    values.querySelectorAll("[form]").forEach((tick) => tick.setAttribute("form", "search"));
    status.textContent = found.textContent.trim();
    document.getElementById(`values-${field}`).replaceChildren(...values.childNodes);
    document.getElementById(`found-${field}`).replaceChildren(...found.childNodes);
  };

  const update = (page, selector) => document.querySelectorAll(selector).forEach((link) => {
    const key = link.hreflang ? `[hreflang="${link.hreflang}"]` : `[type="${link.type}"]`;
    const match = page.querySelector(selector.split(",").map((part) => part + key).join(","));
    if (match) link.setAttribute("href", match.getAttribute("href"));
  });

  // What was open and in focus stays so.
  const show = async (address, focus) => {
    const turn = ++newest;
    finder.setAttribute("aria-busy", "true");
    try {
      const query = new URL(address, location.href).search;
      const [page, ...facets] = await Promise.all([read(address), ...[...whole.keys()].map((field) => pageOf(field, query))]);
      const fresh = page.getElementById("finder");
      if (turn !== newest) return;
      shown = new URL(address, location.href).pathname + query;
      const place = focus || document.activeElement?.id;
      const opened = [...finder.querySelectorAll("details[open][id]")].map((element) => element.id);
      const scrolled = new Map([...finder.querySelectorAll(".whole__list")].map((list) => [list.id, list.scrollTop]));
      finder.replaceChildren(...fresh.childNodes);
      [...whole.keys()].forEach((field, index) => open(field, facets[index]));
      opened.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
      scrolled.forEach((top, id) => (document.getElementById(id) || {}).scrollTop = top);
      document.title = page.title;
      const asked = page.getElementById("search-q");
      if (form.elements.q.value === form.elements.q.defaultValue || focus) form.elements.q.value = asked.value;
      form.elements.q.defaultValue = asked.defaultValue;
      document.querySelector(".hero").className = page.querySelector(".hero").className;
      update(page, ".languages a[hreflang]");
      update(page, "link[rel=alternate]");
      fold(false);
      if (place) document.getElementById(place)?.focus({ preventScroll: true });
      status.textContent = document.getElementById("count").textContent.trim();
      finder.removeAttribute("aria-busy");
    } catch {
      location.assign(address);
    }
  };

  const go = async (address, focus) => {
    if (new URL(address, location.href).href !== location.href) history.pushState(null, "", address);
    await show(address, focus);
  };

  document.addEventListener("change", (event) => {
    const field = event.target;
    const isChoice = field.form === form && (field.type === "checkbox" || field.localName === "select" || field.name?.startsWith("year_"));
    if (isChoice && (wide.matches || field.localName === "select") && field.reportValidity()) go(addressOf(chosen()));
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!wide.matches && location.hash) location.hash = "#results"; // the filters are a sheet of their own there
    go(addressOf(chosen()), !finder.contains(document.activeElement) ? "search-q" : wide.matches ? "" : "count");
  });

  // Links to other results are taken in place.
  finder.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const field = link.dataset.facet;
    if (field) {
      event.preventDefault();
      whole.set(field, "");
      const turn = ++newest;
      pageOf(field, location.search).then((page) => {
        if (turn !== newest) return;
        open(field, page);
        document.getElementById(`find-in-${field}`).focus();
      }, () => location.assign(link.href));
      return;
    }
    const address = new URL(link.getAttribute("href"), location.href);
    if (address.origin + address.pathname !== form.action || address.searchParams.has("format")) return;
    if (address.hash) return;
    event.preventDefault();
    if (!link.closest(".histogram")) go(address.href, "count").then(() => {
      const results = document.getElementById("results");
      if (results.getBoundingClientRect().top < 0) results.scrollIntoView();
    });
  });
  addEventListener("popstate", () => {
    if (shown !== location.pathname + location.search) show(location.href)
  });

  const fold = (focus) => {
    const save = document.querySelector("#save[open]");
    save?.removeAttribute("open");
    if (focus) save?.querySelector("summary").focus();
  };
  document.addEventListener("click", (event) => event.target.closest("#save") || fold(false));
  document.addEventListener("keydown", (event) => event.key === "Escape" && fold(true));

  const PAUSE = 150; // milliseconds
  let timer = 0;
  finder.addEventListener("input", (event) => {
    const field = event.target.dataset.find;
    if (!field) return;
    whole.set(field, event.target.value.trim());
    clearTimeout(timer);
    timer = setTimeout(() => refind(field).catch(() => location.reload()), PAUSE);
  });
  finder.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.dataset.find) event.preventDefault();
  });

  // From the bar where the pointer goes down to that where it goes up.
  let first = null;
  const barAt = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest(".histogram a");
  const range = (one, other) => [Math.min(one.dataset.first, other.dataset.first), Math.max(one.dataset.last, other.dataset.last)];
  finder.addEventListener("pointerdown", (event) => {
    first = event.button ? null : event.target.closest(".histogram a");
    if (first) event.preventDefault();
  });
  finder.addEventListener("dragstart", (event) => {
    if (first) event.preventDefault();
  });
  finder.addEventListener("pointermove", (event) => {
    const last = first && barAt(event);
    if (!last) return;
    const [from, to] = range(first, last);
    finder.querySelectorAll(".histogram a").forEach((bar) => {
      bar.classList.toggle("touched", bar.dataset.first >= from && bar.dataset.last <= to);
    });
  });
  addEventListener("pointercancel", () => first = null);
  addEventListener("pointerup", (event) => {
    const last = first && barAt(event);
    if (last) {
      const [from, to] = range(first, last);
      const others = chosen().filter(([name]) => !name.startsWith("year"));
      go(addressOf([...others, ["year_from", from], ["year_to", to]]));
    }
    first = null;
  });
})();
