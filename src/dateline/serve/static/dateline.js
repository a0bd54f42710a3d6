/* Progressive enhancement alone: every page works without this, and nothing here asks another host. */
"use strict";

/* The slider over days says which day it stands on while it moves; the form's button leads there. */
function sayDays(slider) {
  const days = slider.dataset.days.split(" ");
  const output = slider.form.querySelector("output");
  const words = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const say = () => {
    const day = days[Number(slider.value)];
    const told = day ? words.format(new Date(day + "T00:00:00Z")) : "";
    output.textContent = told;
    slider.setAttribute("aria-valuetext", told);
  };
  slider.addEventListener("input", say);
  slider.setAttribute("aria-valuetext", output.textContent);
}

/* The day of the last visit stays in this browser; the address says it, so the server keeps nothing of anybody. */
function rememberVisit(link) {
  const key = "dateline-visits";
  const today = new Date().toISOString().slice(0, 10);
  let visits = {};
  try {
    visits = JSON.parse(localStorage.getItem(key)) || {};
    if (visits.now !== today) {
      visits = { now: today, before: visits.now };
      localStorage.setItem(key, JSON.stringify(visits));
    }
  } catch {
    return;
  }
  if (!/^\d{4}-\d\d-\d\d$/.test(visits.before || "")) return;
  link.href = "/?since=" + visits.before;
  link.hidden = false;
}

/* Counts that were not there yet come into the list by themselves. */
async function awaitCounts(tries) {
  const list = document.querySelector("[data-counting]");
  if (!list || tries > 30 || list.contains(document.activeElement)) return;
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const found = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = found.querySelector(".front-list");
  if (!fresh) return;
  list.replaceWith(fresh);
  const note = document.querySelector("[data-counting-note]");
  if (note && !fresh.dataset.counting) note.remove();
  if (fresh.dataset.counting) setTimeout(awaitCounts, 1500 + 500 * tries, tries + 1);
}

document.querySelectorAll("input[type=range][data-days]").forEach(sayDays);
document.querySelectorAll("[data-last-visit]").forEach(rememberVisit);
if (document.querySelector("[data-counting]")) setTimeout(awaitCounts, 1500, 0);
