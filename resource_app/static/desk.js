// Keys for the curator's list: J and K go down and up, T takes or gives back, ? shows them all; Enter opens, as on every link.
// Where changes are decided J and K go from field to field, A uses the new one and S keeps what is shown.
// In the form for a call A answers "right" wherever nothing was chosen, S sends it or goes on.
// Whoever speaks to their computer, or types by accident, can switch them off (WCAG 2.1.4); that is remembered in this browser.
(() => {
  const list = document.getElementById("queue");
  const form = document.getElementById("answers");
  const fields = [...document.querySelectorAll("#decide fieldset[data-field]")];
  const keys = document.getElementById("keys");
  if (!keys) return;
  const all = document.getElementById("keys-all");
  const short = document.getElementById("keys-short");
  const toggle = document.getElementById("keys-switch");
  const links = [...(list?.querySelectorAll(".queue-link") ?? [])];
  const OFF = "desk-keys-off";
  let off = window.localStorage.getItem(OFF) === "yes";

  const say = () => {
    toggle.textContent = off ? toggle.dataset.off : toggle.dataset.on;
    toggle.setAttribute("aria-pressed", String(!off));
    short.hidden = off;
    if (off) all.hidden = true;
  };
  const move = (step) => {
    const at = links.findIndex((link) => link.closest("li").contains(document.activeElement));
    const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + step, 0), links.length - 1);
    links[next].focus();
  };
  const allRight = () => {
    for (const answers of form.querySelectorAll(".answers:has(input[value=right])")) {
      if (!answers.querySelector("input:checked")) answers.querySelector("input[value=right]").checked = true;
    }
    form.querySelector("[data-key=s], [data-key=a]").focus();
  };
  const IN_LIST = {
    j: () => move(1),
    k: () => move(-1),
    t: () => document.activeElement?.closest("#queue li")?.querySelector("button")?.click(),
  };
  const field = () => fields.findIndex((each) => each.contains(document.activeElement));
  const show = (at) => fields[Math.min(Math.max(at, 0), fields.length - 1)].querySelector("input").focus();
  const decide = (which) => {
    const at = Math.max(field(), 0);
    fields[at].querySelector(which)?.click();
    if (at + 1 < fields.length) show(at + 1);
    else document.querySelector("#decide button[type=submit]").focus();
  };
  const IN_FIELDS = {
    j: () => show(field() + 1),
    k: () => show(field() - 1),
    a: () => decide("input:not([value=keep])"),
    s: () => decide("input[value=keep]"),
  };
  const IN_FORM = { a: allRight, s: () => form.querySelector("[data-key=s], [data-key=a]").click() };
  const DOES = {
    ...(list ? IN_LIST : {}),
    ...(form ? IN_FORM : {}),
    ...(fields.length ? IN_FIELDS : {}),
    "?": () => {
      all.hidden = !all.hidden;
      if (!all.hidden) all.focus();
    },
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input:not([type=radio]), textarea, select");
    const does = DOES[event.key.toLowerCase()];
    if (off || typing || !does || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    does();
  });
  toggle.addEventListener("click", () => {
    off = !off;
    if (off) window.localStorage.setItem(OFF, "yes");
    else window.localStorage.removeItem(OFF);
    say();
  });
  keys.hidden = false;
  say();
})();
