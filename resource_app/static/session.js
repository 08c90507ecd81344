// Before somebody is signed out for doing nothing, they are told, and can stay; afterwards the page goes, with what it shows.
// The clock on the wall counts: a timer stands still while a machine sleeps, and whoever opens it again must not see the page.
(() => {
  const note = document.getElementById("session");
  if (!note) return;
  const ends = Date.now() + Number(note.dataset.seconds) * 1000;
  const warns = ends - Number(note.dataset.warning) * 1000;
  const look = () => {
    const now = Date.now();
    if (now > ends) {
      window.clearInterval(looking);
      window.location.reload();
    } else if (now >= warns && note.hidden) {
      note.hidden = false;
      note.querySelector("button").focus();
    }
  };
  const looking = window.setInterval(look, 1000);
  document.addEventListener("visibilitychange", look);
})();
