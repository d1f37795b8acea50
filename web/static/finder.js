// The search page works without this script. With it, filters apply at once without a jump, and empty fields stay out
// of the address.
"use strict";
(() => {
  const wide = matchMedia("(min-width: 54rem)");
  const form = document.getElementById("search");
  const finder = document.getElementById("finder");
  const status = document.getElementById("status");
  let newest = 0;

  // How words are matched was chosen for one query; the next begins in the ordinary way.
  const isDefault = (name, value) => name === "sort" ? value === "relevance" : name === "match" && isNewQuery();
  const isNewQuery = () => form.elements.q.value.trim() !== form.elements.q.defaultValue.trim();

  const addressOf = (form) => {
    const filled = [...new FormData(form)].filter(([name, value]) => value && !isDefault(name, value));
    const query = new URLSearchParams(filled).toString();
    return form.action + (query ? "?" + query : "");
  };

  const openDetails = () => [...finder.querySelectorAll("details[open][id]")].map((element) => element.id);

  const show = async (address) => {
    const turn = ++newest;
    finder.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(address);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.getElementById("finder");
      if (!response.ok || !fresh) throw new Error("no results in the answer");
      if (turn !== newest) return;
      const focused = document.activeElement && document.activeElement.id;
      const opened = openDetails();
      finder.replaceChildren(...fresh.childNodes);
      opened.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
      document.title = page.title;
      document.querySelectorAll(".languages a, link[hreflang]").forEach((link) => {
        const match = page.querySelector(`${link.localName}[hreflang="${link.hreflang}"]`);
        if (match) link.setAttribute("href", match.getAttribute("href"));
      });
      if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
      if (status) status.textContent = document.getElementById("count").textContent.trim();
      finder.removeAttribute("aria-busy");
    } catch {
      location.assign(address);
    }
  };

  const go = (address) => {
    history.pushState(null, "", address);
    show(address);
  };

  if (form && finder) {
    document.addEventListener("change", (event) => {
      const field = event.target;
      const chosen = field.form === form && (field.type === "checkbox" || field.localName === "select");
      if (chosen && (wide.matches || field.localName === "select")) go(addressOf(form));
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      location.assign(addressOf(form));
    });
    addEventListener("popstate", () => {
      if (!location.hash) location.reload();
    });
  }
})();
