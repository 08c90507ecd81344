// The list narrows itself: filters in a panel on a phone, the count said aloud, the old list dimmed while the new one comes.
(() => {
  const status = document.getElementById("status");
  const summary = document.getElementById("search-summary");
  const searchForm = document.getElementById("search-form");
  const found = () => document.getElementById("found");

  // A search in danger must not stay in the history under its words.
  if (document.querySelector("[data-private]")) window.history.replaceState(null, "", "/");

  const toggles = (opener, panel) => {
    const open = panel.classList.toggle("is-open");
    opener.setAttribute("aria-expanded", String(open));
    if (open) panel.querySelector("input, select, h2")?.focus({ preventScroll: false });
  };
  if (summary && searchForm) {
    summary.setAttribute("role", "button");
    summary.setAttribute("aria-expanded", "false");
    summary.addEventListener("click", (event) => {
      event.preventDefault();
      toggles(summary, searchForm);
    });
  }
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("#open-filters");
    if (opener) {
      event.preventDefault();
      toggles(opener, document.getElementById("narrow"));
    }
    if (event.target.closest("#show-results") && document.getElementById("narrow").classList.contains("is-open")) {
      event.preventDefault();
      document.getElementById("narrow").classList.remove("is-open");
      document.querySelector("#found h1")?.scrollIntoView();
    }
  });
  document.addEventListener("change", (event) => {
    const outside = event.target.getAttribute("form") === "filters";
    if (outside) document.getElementById("filters").requestSubmit();
  });
  document.addEventListener("htmx:before:request", () => {
    found()?.classList.add("is-updating");
    status.textContent = status.dataset.updating;
  });
  const panelWasOpen = () => document.getElementById("narrow")?.classList.contains("is-open");
  let open = false;
  document.addEventListener("htmx:before:swap", () => {
    open = panelWasOpen();
  });
  document.addEventListener("htmx:after:swap", () => {
    found()?.classList.remove("is-updating");
    if (open) document.getElementById("narrow")?.classList.add("is-open");
    status.textContent = found()?.dataset.said ?? "";
  });
})();
