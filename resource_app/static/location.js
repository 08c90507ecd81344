// "Use my location": rounded to two decimals (about 1 km) here, before anything is sent.
(() => {
  const button = document.getElementById("locate");
  const where = document.getElementById("where");
  const said = document.getElementById("locate-said");
  if (!button || !where || !navigator.geolocation) return;
  button.hidden = false;
  const form = button.form;
  const put = (name, value) => {
    let input = form.querySelector(`input[name="${name}"]`);
    if (!input) {
      input = document.createElement("input");
      input.type = "hidden";
      input.name = name;
      form.append(input);
    }
    input.value = value;
  };
  const forget = () => {
    form.querySelectorAll('input[name="lat"], input[name="lon"]').forEach((input) => input.remove());
    where.placeholder = "";
  };
  where.addEventListener("input", forget);
  button.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(
      (position) => {
        put("lat", position.coords.latitude.toFixed(2));
        put("lon", position.coords.longitude.toFixed(2));
        where.value = "";
        where.placeholder = button.dataset.found;
        said.textContent = button.dataset.found; // read aloud only: the field shows it
        said.classList.add("usa-sr-only");
      },
      () => {
        said.classList.remove("usa-sr-only");
        said.textContent = button.dataset.failed;
        where.focus();
      },
      { enableHighAccuracy: false, maximumAge: 300000, timeout: 8000 },
    );
  });
})();
