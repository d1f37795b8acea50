// The document's page works without this script. With it, references can be copied, and hits are stepped through in place.
"use strict";
(() => {
  const status = document.getElementById("status");
  let greeting = 0;
  const say = (text) => {
    clearTimeout(greeting);
    if (status) status.textContent = text;
  };

  // What a search within the document or for a page found is told when the page is there.
  const told = [...document.querySelectorAll("[data-spoken]")].map((element) => element.innerText.replace(/\s+/g, " ")).join(" ");
  if (told) greeting = setTimeout(say, 300, told); // readers of the screen miss what stands there from the beginning

  // Copying, with the italics of a title. Without the permission for it, the old command, and else the text is selected.
  const write = async (element) => {
    const text = element.textContent.trim();
    const html = element.querySelector("em") ? element.innerHTML.trim() : "";
    const blob = (content, type) => new Blob([content], { type });
    try {
      if (!html || !window.ClipboardItem) await navigator.clipboard.writeText(text);
      else await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob(text, "text/plain"), "text/html": blob(html, "text/html") })]);
      return true;
    } catch {
      getSelection().selectAllChildren(element);
      return document.execCommand("copy");
    }
  };
  const SHOWN = 4000; // milliseconds that a button says that it has copied
  document.querySelectorAll("button[data-copy]").forEach((button) => {
    const label = button.textContent;
    let timer = 0;
    button.hidden = button.closest("p").hidden = false;
    button.addEventListener("click", async () => {
      const done = await write(document.getElementById(button.dataset.copy));
      say("");
      say(done ? button.dataset.done : button.dataset.failed);
      if (!done) return;
      clearTimeout(timer);
      button.textContent = button.dataset.short;
      timer = setTimeout(() => (button.textContent = label), SHOWN);
    });
  });

  // In the builder, what is chosen anew makes other code than is shown.
  document.addEventListener("input", ({ target }) => target.closest(".builder > form")?.classList.add("changed"));

  // Steps from hit to hit: those on the page are gone to in place, the others are links to other parts of the text.
  const steps = document.querySelector(".steps");
  if (!steps) return;
  const total = Number(steps.dataset.total);
  let current = Number(steps.dataset.current);
  const here = steps.querySelector(".steps__here");
  const address = (hit) => steps.dataset.first.replace(/1#.*/, `${hit}#treff-${hit}`);
  const lead = (link, hit) => {
    if (hit >= 1 && hit <= total) {
      link.href = address(hit);
      link.removeAttribute("role");
      link.removeAttribute("aria-disabled");
      return;
    }
    link.removeAttribute("href");
    link.setAttribute("role", "link");
    link.setAttribute("aria-disabled", "true");
    if (document.activeElement === link) here.focus(); // a link without an address loses the focus
  };
  const show = (hit) => {
    const mark = document.getElementById(`treff-${hit}`);
    if (!mark) return false;
    document.querySelectorAll("mark[aria-current]").forEach((other) => other.removeAttribute("aria-current"));
    document.querySelectorAll(`mark[data-hit="${hit}"]`).forEach((part) => part.setAttribute("aria-current", "true"));
    const leaf = mark.closest(".leaf");
    const page = leaf.getAttribute("aria-label");
    current = hit;
    here.textContent = steps.dataset.told.replace("#", hit);
    here.href = `#treff-${hit}`;
    const place = steps.querySelector(".steps__place");
    place.textContent = page;
    place.lang = leaf.closest("[lang]").lang;
    steps.querySelectorAll("[rel]").forEach((link) => lead(link, link.rel === "prev" ? hit - 1 : hit + 1));
    history.replaceState(null, "", address(hit));
    mark.scrollIntoView({ block: "center" });
    say(`${here.textContent}, ${page}`);
    return true;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href*='#treff-']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link !== here && show(Number(link.hash.slice("#treff-".length)))) event.preventDefault();
  });
})();
