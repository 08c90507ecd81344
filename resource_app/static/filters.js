// The list narrows itself: filters in a panel on a phone, the count said aloud, the old list dimmed while the new one comes,
// and kept when it does not come.
(() => {
  const status = document.getElementById("status");
  const failed = document.getElementById("update-failed");
  const summary = document.getElementById("search-summary");
  const searchForm = document.getElementById("search-form");
  const found = () => document.getElementById("found");
  const panel = () => document.getElementById("narrow");
  const opener = () => document.getElementById("open-filters");
  const root = document.documentElement;
  const phone = window.matchMedia("(width < 1024px)");

  // A search in danger must not stay in the history under its words: whoever goes back comes to the first page, which says so.
  if (document.querySelector("[data-private]")) window.history.replaceState({ notKept: true }, "", "/");

  // A link that a script makes a button answers the space bar too.
  const asButton = (link, target, expanded) => {
    link.setAttribute("role", "button");
    link.setAttribute("aria-controls", target);
    link.setAttribute("aria-expanded", String(expanded));
  };
  document.addEventListener("keydown", (event) => {
    if (event.key !== " " || !event.target.matches('a[role="button"]')) return;
    event.preventDefault();
    event.target.click();
  });

  if (summary && searchForm) {
    asButton(summary, "search-form", false);
    const show = (open) => {
      searchForm.classList.toggle("is-open", open);
      summary.setAttribute("aria-expanded", String(open));
      if (open) searchForm.querySelector("input").focus();
    };
    document.addEventListener("click", (event) => {
      const link = event.target.closest('a[href="#search-form"]');
      if (!link) return;
      event.preventDefault();
      show(link !== summary || !searchForm.classList.contains("is-open"));
    });
  }

  // The panel's state stands on the root, which no swap touches; what a swap takes off again is put back by `describe`.
  const isOpen = () => root.classList.contains("filters-open");
  const describe = () => {
    const open = isOpen();
    if (opener()) asButton(opener(), "narrow", open);
    panel()?.setAttribute("role", open ? "dialog" : "region");
  };
  const open = () => {
    root.style.setProperty("--strip-end", `${Math.max(0, document.querySelector(".strip").getBoundingClientRect().bottom)}px`);
    root.classList.add("filters-open");
    describe();
    panel().scrollTop = 0;
    document.getElementById("filters-title").focus({ preventScroll: true });
  };
  const close = (next) => {
    root.classList.remove("filters-open");
    describe();
    if (next?.matches("h1")) next.tabIndex = -1;
    next?.focus({ preventScroll: true });
  };
  const heading = () => document.querySelector("#found h1");
  document.addEventListener("click", (event) => {
    if (event.target.closest("#open-filters")) {
      event.preventDefault();
      open();
    } else if (event.target.closest("#close-filters")) {
      event.preventDefault();
      close(opener());
    } else if (event.target.closest("#show-results") && isOpen()) {
      event.preventDefault();
      close(heading());
      heading()?.scrollIntoView();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen()) close(opener());
  });
  phone.addEventListener("change", () => isOpen() && close(null));
  describe();

  document.addEventListener("change", (event) => {
    const outside = event.target.getAttribute("form") === "filters";
    if (outside) document.getElementById("filters").requestSubmit();
  });

  // What was chosen before the scripts were there (a slow network, or a form the browser filled in again) narrows the list
  // now. htmx takes up its elements by a timer of its own, set before this one.
  const changed = (field) =>
    field.matches("select")
      ? !field.selectedOptions[0].defaultSelected
      : field.matches("[type=checkbox], [type=radio]") && field.checked !== field.defaultChecked;
  window.setTimeout(() => {
    const form = document.getElementById("filters");
    if (form && [...form.elements].some(changed)) form.requestSubmit();
  });

  // The old list stays when no new one comes: the network is gone, or the answer is an error or no list at all.
  const fail = () => {
    found()?.classList.remove("is-updating");
    failed.hidden = false;
    status.textContent = failed.querySelector("p").textContent;
  };
  failed.querySelector("button").addEventListener("click", () => document.getElementById("filters").submit());
  document.addEventListener("htmx:before:request", () => {
    found()?.classList.add("is-updating");
    failed.hidden = true;
    status.textContent = status.dataset.updating;
  });
  document.addEventListener("htmx:after:request", (event) => {
    const { response, text } = event.detail.ctx;
    if (response.raw.ok && text.includes('id="found"')) return;
    event.preventDefault(); // nothing is swapped
    fail();
  });
  document.addEventListener("htmx:error", fail);
  document.addEventListener("htmx:after:swap", () => {
    found()?.classList.remove("is-updating");
    if (isOpen() && !panel()) close(heading()); // nothing is left to narrow
    describe();
    status.textContent = found()?.dataset.said ?? "";
  });
})();
