// A way back to the results the reader came from, and printing.
(() => {
  const back = document.getElementById("back");
  const from = document.referrer ? new URL(document.referrer) : null;
  if (back && from && from.origin === window.location.origin && from.pathname === "/search" && from.search) {
    const words = back.querySelector("[data-back]");
    back.href = from.pathname + from.search;
    words.textContent = words.dataset.back;
  }
  const print = document.getElementById("print");
  print?.addEventListener("click", (event) => {
    event.preventDefault();
    window.print();
  });
})();
