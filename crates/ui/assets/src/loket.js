// Makes pages nicer; every page works without. No inline code, so that the security policy can be strict.

import { nameFiles } from "./files.js";
import { watchAnswers } from "./live.js";

const dialog = document.querySelector("dialog[data-session-seconds]");
if (dialog) watchSession(dialog);

/** Warns two minutes before the session ends. Only an answer, or a question of this page to the server, makes it last longer. */
function watchSession(dialog) {
  const form = dialog.querySelector("form");
  const total = Number(dialog.dataset.sessionSeconds) * 1000;
  const warning = Math.min(120_000, total / 2);
  let end;
  let timer;

  const start = () => {
    end = Date.now() + total;
    check();
  };
  // A laptop that was asleep must not think that it has time left, so the clock decides and not the timer.
  const check = () => {
    clearTimeout(timer);
    const left = end - Date.now();
    if (left <= 0) location.assign(dialog.dataset.expiredHref);
    else {
      if (left <= warning && !dialog.open) dialog.showModal();
      timer = setTimeout(check, Math.min(left > warning ? left - warning : left, 30_000));
    }
  };
  form.addEventListener("submit", async (event) => {
    if (event.submitter?.hasAttribute("data-logout")) return;
    event.preventDefault();
    try {
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      dialog.close();
      start();
    } catch {
      form.submit();
    }
  });
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  document.addEventListener("visibilitychange", () => document.hidden || check());
  // The server heard of somebody who is busy on this page, so the session lasts as long again.
  document.addEventListener("loket:busy", () => dialog.open || start());
  start();
}

// After a refused form: say first what is wrong.
document.querySelector("[data-error-summary]")?.focus();

// An answer in a group has several fields; the link in the error summary should land on the first of them.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-error-summary] a[href^='#']");
  const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!field) return;
  event.preventDefault();
  const target = field.matches("fieldset") ? (field.querySelector("input:not([type=hidden]),select,textarea") ?? field) : field;
  (field.closest(".loket-field") ?? field).scrollIntoView();
  target.focus({ preventScroll: true });
});

const menu = document.querySelector("details.loket-nav");
if (menu) {
  // Old browsers can't show a closed <details> beside the page on a wide screen.
  if (!CSS.supports("selector(::details-content)") && matchMedia("(min-width: 64rem)").matches) menu.open = true;
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open && matchMedia("(max-width: 63.99rem)").matches) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}

nameFiles(document);
for (const form of document.querySelectorAll("form[data-live]")) watchAnswers(form);
