// Who goes back to a search that was not kept comes here, and reads why the results are gone and how to see them again.
(() => {
  const note = document.getElementById("not-kept");
  if (note && window.history.state?.notKept) note.hidden = false;
})();
