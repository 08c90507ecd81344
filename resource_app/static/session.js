// Before somebody is signed out for doing nothing, they are told, and can stay; afterwards the page goes, with what it shows.
// The clock on the wall counts: a timer stands still while a machine sleeps, and whoever opens it again must not see the page.
// Nothing is taken from who types: the focus stays where it is, and staying asks beside the page.
(() => {
  const note = document.getElementById("session");
  if (!note) return;
  const form = note.querySelector("form");
  const { idle, most, warning } = Object.fromEntries(Object.entries(note.dataset).map(([name, said]) => [name, Number(said) * 1000]));
  const last = Date.now() + most;
  let ends = Math.min(Date.now() + idle, last);
  const look = () => {
    const now = Date.now();
    if (now > ends) {
      window.clearInterval(looking);
      window.location.reload();
    } else {
      note.hidden = now < ends - warning;
    }
  };
  const stay = async (event) => {
    event.preventDefault();
    const asked = Date.now();
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" });
      if (answer.type !== "opaqueredirect") throw new Error("not signed in any more");
      ends = Math.min(asked + idle, last);
      look();
    } catch {
      form.submit();
    }
  };
  const strip = document.querySelector(".strip");
  if (strip) note.style.setProperty("--strip-end", `${strip.offsetHeight}px`);
  form.addEventListener("submit", stay);
  const looking = window.setInterval(look, 1000);
  document.addEventListener("visibilitychange", look);
})();
