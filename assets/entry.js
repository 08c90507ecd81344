// The parts of USWDS our pages use, as one file. USWDS's own bundle cannot bring elements to life that htmx swaps in.
const {
  accordion, characterCount, comboBox, datePicker, fileInput, modal, navigation, skipnav, table,
} = require("@uswds/uswds/js");

const parts = [accordion, navigation, skipnav, table, comboBox, characterCount, modal, fileInput, datePicker];

window.uswdsPresent = true; // USWDS's style sheet hides some controls until its script says it is there
window.uswdsInit = (root) => parts.forEach((part) => part.init && part.init(root));

const start = () => parts.forEach((part) => part.on(document.body));
if (document.readyState === "loading") {
  document.addEventListener("DOMContentLoaded", start, { once: true });
} else {
  start();
}
document.addEventListener("htmx:after:swap", () => window.uswdsInit(document.body));
