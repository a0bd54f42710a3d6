
/* An article's marks: a card beside the mark that is pointed at or focused, with the notes of all marks there; the kinds
   that were turned off stay so. Everything the card says stands in the notes under the paragraphs too. */
(() => {
  const reading = document.querySelector(".reading");
  if (!reading) return;
  const card = document.createElement("div");
  card.className = "mark-card";
  card.hidden = true;
  card.setAttribute("role", "status");
  document.querySelector("main").append(card);
  let shown = null, waiting = 0, tapped = null;

  const isOn = (kind) => {
    const box = document.getElementById("show-" + kind);
    return !box || box.checked;
  };
  const isShown = (mark) => isOn(mark.className.replace("m-", ""));
  const marksAt = (node) => {
    const found = [];
    for (let at = node.closest("mark[data-note]"); at; at = at.parentElement.closest("mark[data-note]")) found.push(at);
    return found.filter(isShown);
  };
  const hide = () => { clearTimeout(waiting); card.hidden = true; shown = null; };
  const show = (link) => {
    const marks = marksAt(link);
    clearTimeout(waiting);
    if (!marks.length) return hide();
    if (shown === link) return;
    const parts = [];
    for (const mark of marks.slice(0, 4)) {
      const note = document.getElementById("note-" + mark.dataset.note);
      if (!note) continue;
      const part = document.createElement("div");
      part.append(note.querySelector(".kind").cloneNode(true));
      for (const each of note.querySelectorAll(".supports")) part.append(each.cloneNode(true));
      parts.push(part);
    }
    if (!parts.length) return hide();
    card.replaceChildren(...parts);
    card.hidden = false;
    shown = link;
    const box = link.getClientRects()[0], wide = card.offsetWidth, page = document.documentElement.clientWidth;
    const left = Math.max(16, Math.min(box.left, page - wide - 16));
    const below = box.bottom + 8 + card.offsetHeight < window.innerHeight || box.top < card.offsetHeight + 16;
    card.style.left = left + window.scrollX + "px";
    card.style.top = (below ? box.bottom + 8 : box.top - card.offsetHeight - 8) + window.scrollY + "px";
  };
  const later = (what, delay) => { clearTimeout(waiting); waiting = setTimeout(what, delay); };

  reading.addEventListener("pointerover", (event) => {
    const link = event.target.closest("mark[data-note] > a, mark[data-note]");
    if (link && event.pointerType === "mouse") later(() => show(link), 160);
  });
  reading.addEventListener("pointerout", (event) => { if (event.pointerType === "mouse") later(hide, 350); });
  card.addEventListener("pointerover", () => clearTimeout(waiting));
  card.addEventListener("pointerout", (event) => { if (!card.contains(event.relatedTarget)) later(hide, 350); });
  reading.addEventListener("focusin", (event) => {
    const link = event.target.closest("mark[data-note] > a");
    if (link && link.matches(":focus-visible")) show(link); else if (!card.contains(event.target)) hide();
  });
  reading.addEventListener("focusout", (event) => { if (!card.contains(event.relatedTarget)) later(hide, 200); });
  reading.addEventListener("pointerdown", (event) => { tapped = event.pointerType; });
  /* A finger cannot hover: its first tap shows the card, whose links lead on. */
  reading.addEventListener("click", (event) => {
    const link = event.target.closest("mark[data-note] > a");
    if (!link) return;
    if (tapped === "touch" && shown !== link && marksAt(link).length) { event.preventDefault(); show(link); }
    else if (!isOn(link.dataset.kind)) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  document.addEventListener("pointerdown", (event) => {
    if (!card.contains(event.target) && !event.target.closest("mark[data-note]")) hide();
  });

  /* Which kinds are shown is remembered; what is turned off is no stop for the keyboard. */
  const boxes = [...document.querySelectorAll(".mark-legend input")];
  const kept = (() => { try { return JSON.parse(localStorage.getItem("dateline-marks") || "{}"); } catch { return {}; } })();
  const stops = [...reading.querySelectorAll("mark[data-note] > a:not([tabindex])")];
  const settle = () => { for (const link of stops) link.tabIndex = isOn(link.dataset.kind) ? 0 : -1; };
  for (const box of boxes) {
    if (box.id in kept) box.checked = kept[box.id];
    box.addEventListener("change", () => {
      kept[box.id] = box.checked;
      try { localStorage.setItem("dateline-marks", JSON.stringify(kept)); } catch { /* a browser that keeps nothing */ }
      settle();
    });
  }
  settle();
})();
