// Quick exit: the button, or Shift three times within two seconds. The page is emptied first; the history stays (the page says so).
(() => {
  const link = document.getElementById("exit");
  if (!link) return;
  const leave = () => {
    document.title = "\u00a0";
    document.body.hidden = true;
    window.location.replace(link.href);
  };
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  let presses = [];
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift") {
      presses = [];
      return;
    }
    presses = [...presses, event.timeStamp].filter((time) => event.timeStamp - time < 2000);
    if (presses.length >= 3) leave();
  });
})();
