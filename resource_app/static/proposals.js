// Says on the button how many changes will be published.
(() => {
  const form = document.getElementById("decide");
  if (!form) return;
  const button = form.querySelector("button[type=submit]");
  const tell = () => {
    const number = form.querySelectorAll("[data-field] input:checked:not([value=keep])").length;
    const words = number === 0 ? button.dataset.none : number === 1 ? button.dataset.one : button.dataset.many;
    button.textContent = words.replace("{n}", number);
  };
  form.addEventListener("change", tell);
  form.addEventListener("reset", () => setTimeout(tell));
  tell();
})();
