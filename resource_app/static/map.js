// The map beside the list: the same places, never more. Pins carry the numbers of the cards; everything is built from DOM nodes.
(() => {
  const element = document.getElementById("map");
  if (!element || !window.L) return;
  const L = window.L;
  const SVG = "http://www.w3.org/2000/svg";
  const COARSE_ZOOM = 10; // closer than this the county lines are too rough for a shore: pins would stand in the sea
  const CLOSEST_ZOOM = 13; // closer than this nothing is left to find one's way by, without tiles
  const region = document.getElementById("map-region");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  region.hidden = false;

  const map = L.map(element, {
    zoomControl: false, attributionControl: Boolean(element.dataset.credit), maxZoom: element.dataset.tiles ? 17 : CLOSEST_ZOOM, minZoom: 4,
    zoomAnimation: !calm, fadeAnimation: !calm, markerZoomAnimation: !calm, scrollWheelZoom: false,
  });
  L.control.zoom({ position: "topright", zoomInTitle: element.dataset.zoomIn, zoomOutTitle: element.dataset.zoomOut }).addTo(map);
  if (!element.dataset.tiles) L.control.scale({ position: "topleft", metric: false }).addTo(map);
  map.setView([42.36, -71.06], 8);
  const ground = L.layerGroup().addTo(map);
  const towns = L.layerGroup().addTo(map);
  const middle = L.layerGroup().addTo(map);

  const draw = (name, attributes) => {
    const node = document.createElementNS(SVG, name);
    Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
    return node;
  };
  const pinNode = (words, kind) => {
    const box = document.createElement("div");
    box.className = `pin pin-${kind}`;
    const svg = draw("svg", { viewBox: "0 0 30 38", "aria-hidden": "true" });
    svg.append(draw("path", { d: "M15 1.5C7.5 1.5 2 7.1 2 14.3 2 23.5 15 36.5 15 36.5S28 23.5 28 14.3C28 7.1 22.5 1.5 15 1.5Z" }));
    if (!words) svg.append(draw("circle", { cx: 15, cy: 14, r: 4 }));
    const text = document.createElement("span");
    text.textContent = words;
    box.append(svg, text);
    return box;
  };
  const clusterNode = (number) => {
    const box = document.createElement("div");
    box.className = "cluster";
    const svg = draw("svg", { viewBox: "0 0 42 42", "aria-hidden": "true" });
    svg.append(draw("circle", { cx: 21, cy: 21, r: 18, "stroke-dasharray": "24.27 4", "stroke-dashoffset": "-2" }));
    const text = document.createElement("span");
    text.textContent = number;
    box.append(svg, text);
    return box;
  };
    // A pin or a cluster says its own name; Leaflet would leave it to the title, which the number inside hides.
  const NamedIcon = L.DivIcon.extend({
    createIcon(old) {
      const made = L.DivIcon.prototype.createIcon.call(this, old);
      made.setAttribute("role", "button");
      made.setAttribute("aria-label", this.options.label);
      return made;
    },
  });
  // Places too near to one another for two pins stand under one ring with their number. It opens by fanning its pins out, so
  // that the map stays where it is; where they are too many for that, by coming closer.
  const FANNED_MAX = 6;
  const FAN_RADII = [46, 56, 70, 88, 110, 140];
  const FAN_TURNS = 12;
  // Where the pins of a fan stand: on the smallest even circle on which none covers a neighbour or leaves the map; where there is
  // none, each on the nearest free spot.
  const fanned = (count, centre) => {
    const size = map.getSize();
    const shift = map.layerPointToContainerPoint(centre).subtract(centre);
    const corner = element.getBoundingClientRect();
    const taken = [...element.querySelectorAll(".pin, .cluster, .leaflet-control")].map((each) => {
      const box = (each.closest(".leaflet-marker-icon") ?? each).getBoundingClientRect();
      return L.bounds([box.left - corner.left, box.top - corner.top], [box.right - corner.left, box.bottom - corner.top]);
    });
    const at = (radius, part) => L.point(Math.round(centre.x + radius * Math.sin(2 * Math.PI * part)), Math.round(centre.y - radius * Math.cos(2 * Math.PI * part)));
    const boxOf = (point) => L.bounds(point.add(shift).add([-17, -39]), point.add(shift).add([17, 3]));
    const whole = L.bounds([0, 0], [size.x, size.y]);
    const clear = (point, others) => whole.contains(boxOf(point)) && ![...taken, ...others.map(boxOf)].some((box) => box.overlaps(boxOf(point)));
    for (const radius of FAN_RADII) {
      for (let turn = 0; turn < FAN_TURNS; turn += 1) {
        const points = Array.from({ length: count }, (_, index) => at(radius, (index + turn / FAN_TURNS) / count));
        if (points.every((point, index) => clear(point, points.slice(0, index)))) return points;
      }
    }
    const spots = FAN_RADII.flatMap((radius) => Array.from({ length: 24 }, (_, index) => at(radius, index / 24)));
    const points = [];
    while (points.length < count) points.push(spots.find((spot) => clear(spot, points)) ?? at(FAN_RADII[0], points.length / count));
    return points;
  };
  const grouped = L.markerClusterGroup
    ? L.markerClusterGroup({
        showCoverageOnHover: false, zoomToBoundsOnClick: false, spiderfyOnMaxZoom: false, maxClusterRadius: 42, animate: !calm,
        spiderfyShapePositions: fanned, spiderLegPolylineOptions: { className: "leg", weight: 2, opacity: 1 },
        iconCreateFunction: (cluster) => new NamedIcon({ html: clusterNode(cluster.getChildCount()), className: "leaflet-div-icon", iconSize: [42, 42], iconAnchor: [21, 37], label: element.dataset.several.replace("{n}", cluster.getChildCount()) }),
      })
    : null;
  const pins = grouped ?? L.featureGroup();
  map.addLayer(pins);
  // What stands on the map for a place: its pin, or the ring it is under.
  const seen = (made) => (grouped ? grouped.getVisibleParent(made) : made)?.getElement();
  let fan = null;
  const fold = () => {
    const ring = fan;
    ring?.unspiderfy();
    ring?.getElement()?.focus();
  };
  grouped?.on("spiderfied unspiderfied", (event) => {
    fan = event.type === "spiderfied" ? event.cluster : null;
    if (chosen) mark(true);
  });
  grouped?.on("clusterclick clusterkeypress", ({ type, layer, originalEvent }) => {
    const typed = type === "clusterkeypress";
    if (typed && !["Enter", " "].includes(originalEvent.key)) return;
    originalEvent.preventDefault();
    if (layer.getChildCount() > FANNED_MAX) {
      layer.zoomToBounds({ padding: [40, 40] });
      moved();
      if (typed) element.focus();
      return;
    }
    layer.spiderfy();
    if (typed) layer.getAllChildMarkers()[0].getElement()?.focus();
  });

  // A link to a place; where the answer has no address, a button of the form that takes the search along.
  const wayTo = (place, text, className) => {
    const again = document.getElementById("again");
    const way = document.createElement(again ? "button" : "a");
    way.textContent = text;
    way.className = className || (again ? "as-link" : "");
    if (again) {
      way.setAttribute("form", "again");
      way.setAttribute("formaction", place.url);
    } else way.href = place.url;
    return way;
  };
  const popupOf = (place) => {
    const box = document.createElement("div");
    const link = wayTo(place, place.name, "");
    const by = document.createElement("span");
    by.textContent = place.by;
    box.append(link, by);
    box.className = "popup";
    return box;
  };
  const pinIcon = (place) =>
    new NamedIcon({
      html: pinNode(place.number ?? "", place.kind), className: "leaflet-div-icon", iconSize: [30, 38], iconAnchor: [15, 37], popupAnchor: [0, -30],
      label: [place.number, place.name, place.by].filter(Boolean).join(", "),
    });
  const marker = (place) => {
    const made = L.marker(place.point, { icon: pinIcon(place), title: place.name, riseOnHover: true });
    if (place.url && sheet) {
      made.on("click keypress", (event) => {
        const key = event.originalEvent.key;
        if (event.type === "click" || key === "Enter" || key === " ") {
          event.originalEvent.preventDefault();
          show(place, made, true);
        }
      });
    }
    return made;
  };

  // What is known of a chosen place: beside the list in a popup on the map, on a phone in a sheet below it, with its Call button.
  const sheet = document.getElementById("map-sheet");
  const phone = window.matchMedia("(width < 1024px)");
  let chosen = null;
  const mark = (on) => {
    element.querySelectorAll(".is-chosen").forEach((each) => each.classList.remove("is-chosen"));
    if (on) seen(chosen.made)?.classList.add("is-chosen");
    chosen.made.setZIndexOffset(on ? 1000 : 0);
    if (chosen.place.id) document.getElementById(chosen.place.id)?.classList.toggle("is-chosen", on);
  };
  const close = (focus) => {
    if (!chosen) return;
    const { made } = chosen;
    mark(false);
    chosen = null;
    sheet.hidden = true;
    made.closePopup().unbindPopup();
    if (focus) seen(made)?.focus();
  };
  const show = (place, made, focus) => {
    close(false);
    chosen = { place, made };
    mark(true);
    let node = sheet;
    if (phone.matches) {
      fill(place);
      sheet.hidden = false;
    } else {
      node = popupOf(place);
      made.bindPopup(node, { closeButton: true, minWidth: 220, autoPanPadding: [20, 60] }).once("popupclose", () => close(true)).openPopup();
    }
    if (!focus) return;
    node.querySelector("a, button:not(.sheet-close)").focus({ preventScroll: true });
    if (node === sheet) sheet.scrollIntoView({ block: "nearest" });
  };
  const part = (name, text, className) => {
    const node = document.createElement(name);
    node.textContent = text;
    node.className = className;
    return node;
  };
  // Parts of the place's card where the list has one; else its name and a way to its page. The ends of the words are DOM nodes too.
  const fill = (place) => {
    const card = place.id && document.getElementById(place.id);
    const body = sheet.querySelector(".sheet-body");
    if (card) {
      body.replaceChildren(...[".card-head", ".fact-line", ".tags", ".fresh", ".actions"].flatMap((name) => card.querySelector(`:scope > ${name}`)?.cloneNode(true) ?? []));
    } else {
      const title = part("h2", "", "card-title");
      title.append(wayTo(place, place.name, ""));
      const actions = part("div", "", "actions");
      actions.append(wayTo(place, element.dataset.more, "button button-second"));
      body.replaceChildren(title, part("p", place.by, "card-by"), actions);
    }
    sheet.setAttribute("aria-label", place.name);
  };
  sheet?.querySelector(".sheet-close").addEventListener("click", () => close(true));
  region.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (chosen) close(true);
    else fold();
  });

  const addressOf = (way) => way.getAttribute("href") ?? way.getAttribute("formaction");
  const pointOf = (node) => [Number(node.dataset.lat), Number(node.dataset.lon)];
  const placesOnPage = () => {
    const cards = [...document.querySelectorAll("#cards .card")];
    const own = cards.filter((card) => card.dataset.lat).map((card) => ({
      id: card.id, number: card.dataset.number, kind: "own", point: pointOf(card), name: card.querySelector(".card-title").textContent.trim(),
      by: card.querySelector(".card-by").textContent.trim(), url: addressOf(card.querySelector(".card-title :is(a, button)")),
    }));
    const others = cards.flatMap((card) => [...card.querySelectorAll(".more-places [data-lat]")].map((link) => ({
      number: card.dataset.number, kind: "other", point: pointOf(link), name: card.querySelector(".card-title").textContent.trim(), by: link.textContent.trim(), url: addressOf(link),
    })));
    return [...own, ...others];
  };
  const laterPlaces = async (known) => {
    if (!region.dataset.places) return [];
    const answer = await fetch(region.dataset.places, { headers: { Accept: "application/json" } });
    if (!answer.ok) return [];
    const shown = new Set(known.map((place) => place.id));
    return (await answer.json()).places
      .filter((place) => !shown.has(`listing-${place.id}`))
      .map((place) => ({ kind: "plain", point: place.point, name: place.name, by: place.organization, url: place.url }));
  };
  let mapOpen = false;
  let turn = 0;
  const showPlaces = async () => {
    const mine = ++turn;
    const key = document.querySelector(".key[data-lat]");
    const known = key ? [{ kind: "own", point: pointOf(key), name: document.querySelector("h1").textContent.trim(), by: "", url: "" }] : placesOnPage();
    close(false);
    pins.clearLayers();
    const made = known.map((place) => [place, marker(place)]);
    if (grouped) grouped.addLayers(made.map(([, each]) => each));
    else made.forEach(([, each]) => pins.addLayer(each));
    middle.clearLayers();
    if (region.dataset.middle) L.circle(region.dataset.middle.split(",").map(Number), { radius: 1600, className: "middle", interactive: false }).addTo(middle);
    const first = known.filter((place) => place.kind === "own");
    const shown = first.map((place) => place.point);
    if (region.dataset.middle) shown.push(region.dataset.middle.split(",").map(Number)); // where the search starts is seen too
    if (first.length) map.fitBounds(L.latLngBounds(shown), { padding: [40, 40], maxZoom: key ? COARSE_ZOOM : 12, animate: false });
    if (mapOpen && phone.matches && made.length) show(...made[0], false);
    (await laterPlaces(known)).forEach((place) => mine === turn && grouped.addLayer(marker(place)));
  };

  let drawn = null;
  const drawGround = async () => {
    const near = map.getZoom() > COARSE_ZOOM;
    element.classList.toggle("is-close", near);
    const view = map.getBounds();
    if (element.dataset.tiles || (drawn && drawn.contains(view))) {
      labelTowns();
      return;
    }
    const wide = view.pad(0.5);
    const half = Math.min(5.9, Math.max(0.2, (wide.getNorth() - wide.getSouth()) / 2));
    const halfWide = Math.min(5.9, Math.max(0.2, (wide.getEast() - wide.getWest()) / 2));
    const middle = wide.getCenter();
    const round = (value, up) => (up ? Math.ceil : Math.floor)(value * 4) / 4;
    const sides = [round(middle.lat - half, false), round(middle.lng - halfWide, false), round(middle.lat + half, true), round(middle.lng + halfWide, true)];
    const answer = await fetch(`${element.dataset.counties}?box=${sides.join(",")}`);
    if (!answer.ok) return;
    const data = await answer.json();
    drawn = L.latLngBounds([sides[0], sides[1]], [sides[2], sides[3]]);
    ground.clearLayers();
    L.geoJSON({ type: "FeatureCollection", features: data.outlines.map((geometry) => ({ type: "Feature", geometry, properties: {} })) }, { interactive: false, style: () => ({ className: "land", fillOpacity: 1, weight: 1 }) }).addTo(ground);
    ground.eachLayer((layer) => layer.bringToBack?.());
    element.towns = data.towns;
    labelTowns();
  };
  const labelTowns = () => {
    towns.clearLayers();
    if (map.getZoom() < 8) return;
    const taken = [];
    const size = map.getSize();
    for (const [name, lat, lon] of element.towns ?? []) {
      const point = map.latLngToContainerPoint([lat, lon]);
      const half = name.length * 3.4;
      const inside = point.x > half && point.x < size.x - half && point.y > 10 && point.y < size.y - 10 && !(point.x > size.x - 64 - half && point.y < 116) && !(point.x < 100 + half && point.y < 44);
      if (!inside || taken.some((other) => Math.abs(other.x - point.x) < Math.max(64, half + other.half + 6) && Math.abs(other.y - point.y) < 22)) continue;
      taken.push({ x: point.x, y: point.y, half });
      const label = document.createElement("span");
      label.className = "town";
      label.textContent = name;
      L.marker([lat, lon], { icon: L.divIcon({ html: label, className: "leaflet-div-icon", iconSize: [half * 2, 14] }), interactive: false, keyboard: false, zIndexOffset: -1000 }).addTo(towns);
    }
  };
  if (element.dataset.tiles) L.tileLayer(element.dataset.tiles, { attribution: element.dataset.credit, maxZoom: 19 }).addTo(map);
  map.on("moveend", drawGround);

  // "Search this area": a link with the map's box, once the reader has moved the map; fitting it to the results does not count.
  const areaLink = () => document.getElementById("search-area");
  const nameArea = () => {
    if (!areaLink() || areaLink().hidden) return;
    const view = map.getBounds();
    const address = new URL(window.location.href);
    address.searchParams.delete("page"); // the place stays: distances are measured from it, and taking the box off leads back to it
    address.searchParams.set("box", [view.getSouth(), view.getWest(), view.getNorth(), view.getEast()].map((side) => side.toFixed(4)).join(","));
    areaLink().href = address.pathname + address.search;
  };
  const moved = () => {
    if (!areaLink() || document.getElementById("found")?.dataset.private) return; // such a search has no address
    areaLink().hidden = false;
    nameArea();
  };
  const MOVING_KEYS = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "+", "-", "="];
  map.on("moveend", nameArea);
  map.on("dragend dblclick", moved);
  // Leaflet lets no click on its controls through: they are seen on their way down.
  element.addEventListener("click", (event) => event.target.closest(".leaflet-control-zoom") && moved(), true);
  element.addEventListener("keydown", (event) => {
    if (MOVING_KEYS.includes(event.key)) moved();
  });
  showPlaces();
  drawGround();

  // On a phone the list comes first; a button shows the map in its place.
  const found = () => document.getElementById("found");
  const opener = () => document.getElementById("open-map");
  const label = () => {
    const button = opener();
    if (!button) return;
    button.hidden = false;
    button.querySelector("span").textContent = mapOpen ? button.dataset.list : button.dataset.map;
  };
  label();
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#open-map")) return;
    mapOpen = !mapOpen;
    found().classList.toggle("map-open", mapOpen);
    label();
    map.invalidateSize();
    if (mapOpen) showPlaces();
    else close(false);
  });
  document.addEventListener("htmx:after:swap", () => {
    document.getElementById("map-region")?.removeAttribute("hidden");
    found()?.classList.toggle("map-open", mapOpen);
    label();
    showPlaces();
  });
})();
