// What makes the pages quicker to use; every one of them works without it.
"use strict";

const one = (selector, inside = document) => inside.querySelector(selector);
const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
const wide = matchMedia("(min-width: 62rem)");

// -- the question ------------------------------------------------------------

function field() {
  return one("#q");
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches(".update")) {
    event.preventDefault();
    update(form);
  }
  if (!form.matches(".ask")) return;
  for (const input of all("input[name]", form)) {
    if (!input.value.trim()) input.disabled = true; // addresses say what is asked, and no more
  }
  form.classList.add("busy");
  say("searching …");
});

addEventListener("pageshow", () => {
  for (const form of all(".ask")) {
    form.classList.remove("busy");
    for (const input of all("input", form)) input.disabled = false;
  }
});

function edit(words) {
  const input = field();
  input.value = words;
  input.focus();
  input.scrollIntoView({ block: "center" });
}

// -- citations and the article beside them -----------------------------------

const citations = () => all("li.citation[data-number]");
const current = () => one("li.citation.current[data-number]");

function bringUp() {
  const article = one("#article");
  const cited = one("#cited");
  if (!article || !cited) return;
  if (wide.matches) {
    const above = cited.getBoundingClientRect().top - article.getBoundingClientRect().top;
    article.scrollTop += above - article.clientHeight / 3;
  }
}

async function lookAt(citation, { scroll = true, record = true } = {}) {
  const link = one(".source cite a", citation);
  for (const other of citations()) other.classList.toggle("current", other === citation);
  if (scroll) citation.scrollIntoView({ block: "nearest" });
  const page = await fetched(link.href);
  if (!page || current() !== citation) return; // another one was gone to meanwhile
  replaceArticle(page);
  if (record) history.pushState({ number: citation.dataset.number }, "", link.href.split("#")[0]);
  say(`citation ${citation.dataset.number}`);
}

function replaceArticle(page) {
  const article = one("#article");
  const other = one("#article", page);
  if (!article || !other) return;
  article.replaceChildren(...other.childNodes);
  bringUp();
}

async function fetched(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(answer.statusText);
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    location.assign(address); // the browser says what is wrong
    return null;
  }
}

function step(by) {
  const every = citations();
  if (!every.length) {
    stepOver(all(".citation cite a, .entries :is(h2, h3) a, .events cite a"), by);
    return;
  }
  const place = every.indexOf(current()) + by;
  if (place >= 0 && place < every.length) lookAt(every[place]);
}

// In lists and sessions: Enter follows the link that has the focus.
function stepOver(links, by) {
  const place = links.indexOf(document.activeElement);
  const next = place < 0 ? links.at(by > 0 ? 0 : -1) : links[place + by];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "center" });
}

function read() {
  const article = one("#article");
  if (!article) return;
  article.focus({ preventScroll: true });
  if (!wide.matches) (one("#cited") || article).scrollIntoView({ block: "center" });
}

addEventListener("popstate", () => {
  const number = new URL(location).searchParams.get("cite") || "1";
  const citation = citations().find((other) => other.dataset.number === number);
  if (citation) lookAt(citation, { record: false });
  else location.reload();
});

// -- why, copies, print ------------------------------------------------------

async function why(link) {
  const citation = link.closest("li.citation");
  const shown = one("section.why", citation);
  if (shown) {
    shown.remove();
    return;
  }
  const page = await fetched(link.href);
  const reasons = page && one(`#why-${link.dataset.why}`, page);
  if (!reasons) return;
  citation.append(document.adoptNode(reasons));
  reasons.scrollIntoView({ block: "nearest" });
}

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  const words = button.textContent;
  button.textContent = "Copied";
  say("copied");
  setTimeout(() => { button.textContent = words; }, 1500);
}

function say(words) {
  one("#said").textContent = words;
}

// -- light and dark ----------------------------------------------------------

function switchTheme(button) {
  const year = 365 * 24 * 3600;
  const theme = button.value;
  document.cookie = `qabot-theme=${theme}; path=/; samesite=strict; max-age=${theme ? year : 0}`;
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  for (const other of all(".themes button")) other.setAttribute("aria-pressed", String(other === button));
}

// -- clicks and keys ---------------------------------------------------------

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const hit = (selector) => event.target.closest(selector);
  const done = (action) => { event.preventDefault(); action(); };
  if (hit(".themes button")) done(() => switchTheme(hit(".themes button")));
  else if (hit("[data-why]")) done(() => why(hit("[data-why]")));
  else if (hit("[data-copy]")) copy(hit("[data-copy]"));
  else if (hit("[data-print]")) print();
  else if (hit("[data-edit]")) done(() => edit(hit("[data-edit]").dataset.edit));
  else if (hit(".two .citation .source cite a")) done(() => lookAt(hit("li.citation"), { scroll: false }).then(read));
  else if (hit(".two .citation") && !hit("a, button, details, .why") && getSelection().isCollapsed) {
    lookAt(hit("li.citation"), { scroll: false });
  }
});

const KEYS = {
  "/": () => { field()?.focus(); field()?.select(); },
  n: () => step(1),
  p: () => step(-1),
  w: () => { const link = current() && one("[data-why]", current()); if (link) why(link); },
  o: () => { const link = (current() && one("[data-open]", current())) || one("[data-open]"); if (link) link.click(); },
  Enter: read,
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const typing = event.target.matches("input, textarea, select");
  if (event.key === "/" && event.target === field() && !field().value) {
    event.preventDefault(); // the key that goes to the field, where that has the focus already
  } else if (event.key === "Escape") {
    if (typing) event.target.blur();
    else if (current()) current().scrollIntoView({ block: "center" });
  } else if (!typing && Object.hasOwn(KEYS, event.key)) {
    if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
    event.preventDefault();
    KEYS[event.key]();
  }
});

// -- how far the index is ----------------------------------------------------

let stream = null;
let awaited = false; // whether there is something to follow, also while nobody looks

async function update(form) {
  one("button", form).disabled = true;
  const answer = await fetch(form.action, { method: "POST", redirect: "manual" }).catch(() => null);
  if (answer?.type === "opaqueredirect") follow();
  else form.submit(); // the browser says what is wrong
}

function follow() {
  awaited = true;
  if (stream || document.hidden) return; // a browser has six connections for all tabs together
  stream = new EventSource("/progress");
  stream.addEventListener("progress", (event) => showProgress(JSON.parse(event.data)));
  for (const name of ["done", "opened", "failed", "idle"]) {
    stream.addEventListener(name, (event) => showEnd(JSON.parse(event.data)));
  }
  stream.addEventListener("error", () => {
    say("the server does not answer"); // it may be back in a moment
    if (stream?.readyState !== EventSource.CLOSED) return;
    leave();
    setTimeout(follow, 5000);
  });
}

function leave() {
  stream?.close();
  stream = null;
}

function showProgress({ words, share, ready }) {
  const place = one("#progress");
  place.hidden = !words;
  one("p", place).textContent = words;
  one("progress", place).value = share ?? 1;
  if (ready && one("[data-coming]")) location.reload();
}

async function showEnd(told) {
  awaited = false;
  leave();
  if (one("[data-coming]")) {
    setTimeout(() => location.reload(), 1000);
    return;
  }
  showProgress(told);
  if (!one("[data-in-step]")) return;
  const page = await fetched(location.href); // what changed is in it, and what could not be read
  if (page) one("#main").replaceChildren(...one("#main", page).childNodes);
  one("#progress").hidden = true;
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) leave();
  else if (awaited) follow();
});

// -- what comes later --------------------------------------------------------

async function showLater(place) {
  const answer = await fetch(place.dataset.later);
  if (!answer.ok) return; // what is wrong is said when something is asked
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  place.replaceChildren(...page.body.childNodes);
}

// -- once the page is there --------------------------------------------------

if (!one("#progress").hidden || one("[data-coming]")) follow();
const possible = navigator.clipboard ? "[data-print], [data-copy]" : "[data-print]";
for (const button of all(possible)) button.hidden = false;
bringUp();
for (const place of all("[data-later]")) showLater(place);
