// Before somebody is signed out for doing nothing, they are told, and can stay; afterwards the page goes, with what it shows.
(() => {
  const note = document.getElementById("session");
  if (!note) return;
  const seconds = Number(note.dataset.seconds);
  const warning = Number(note.dataset.warning);
  window.setTimeout(() => {
    note.hidden = false;
    note.querySelector("button").focus();
  }, Math.max(0, seconds - warning) * 1000);
  window.setTimeout(() => window.location.reload(), (seconds + 1) * 1000);
})();
