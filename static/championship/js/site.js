// What a browser adds to pages that say everything without it: the visitor's own time, the
// countdown, a filter for tables, links to copy. Every word comes from the page, and every
// room it fills is kept by the stylesheet, so that nothing moves.

const page = document.documentElement;
const language = page.lang || "en";
const words = document.body.dataset;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
// "Sun 11 Feb": days as the pages write them, not as in America.
const locale = language === "en" ? "en-GB" : language;
const formatter = (options) => new Intl.DateTimeFormat(locale, options);
const filled = (sentence, values) =>
  sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

// == Tables stay tables: Safari forgets it of rows and cells that fold on a phone ==

const ROLES = { THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
const HEADS = { col: "columnheader", row: "rowheader", rowgroup: "rowheader" };

for (const part of all(".table-wrap table, .table-wrap table *")) {
  const role = part.tagName === "TABLE" ? "table" : (ROLES[part.tagName] ?? HEADS[part.scope]);
  if (role) part.setAttribute("role", role);
}

// == The visitor's time, beside the circuit's ==

const hours = formatter({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const weekday = formatter({ weekday: "short" });
const dayAndMonth = formatter({ day: "numeric", month: "short" });
const shortDay = { format: (moment) => `${weekday.format(moment)} ${dayAndMonth.format(moment)}` };

/** "UTC+8", "UTC−3:30", "UTC": as the server writes a zone. */
function offset(moment) {
  const minutes = -moment.getTimezoneOffset();
  if (!minutes) return "UTC";
  const rest = Math.abs(minutes) % 60;
  const sign = minutes > 0 ? "+" : "−";
  return `UTC${sign}${Math.floor(Math.abs(minutes) / 60)}${rest ? `:${String(rest).padStart(2, "0")}` : ""}`;
}

/** Whether the visitor's calendar shows another day than the circuit's, `ahead` minutes of UTC. */
function isAnotherDay(moment, ahead) {
  const there = new Date(moment.getTime() + ahead * MINUTE);
  return there.getUTCDate() !== moment.getDate();
}

function part(tag, text, className = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function showYours(time) {
  const moment = new Date(time.dateTime);
  if (Number.isNaN(moment.getTime())) return;
  const ahead = time.dataset.visitor === "" ? null : Number(time.dataset.visitor);
  if (ahead === -moment.getTimezoneOffset()) return;
  const day = ahead === null || isAnotherDay(moment, ahead) ? `${weekday.format(moment)} ` : "";
  const yours = part("span", `${day}${hours.format(moment)} `, "yours");
  yours.append(part("small", words.yours));
  yours.title = `${shortDay.format(moment)}, ${hours.format(moment)} ${offset(moment)}`;
  time.append(" ", yours);
}

/** On the pit board UTC gives way to the visitor's zone. */
function showOnBoard(slat) {
  const moment = new Date(slat.dataset.start);
  slat.querySelector("dt").textContent = slat.dataset.yours;
  slat.querySelector("strong").textContent = hours.format(moment);
  slat.querySelector("span").textContent = `${offset(moment)}, ${shortDay.format(moment)}`;
}

function nameZone(note) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) note.textContent = filled(note.dataset.zone, { zone: zone.replaceAll("_", " ") });
}

all("time[data-visitor]").forEach(showYours);
all("[data-start][data-yours]").forEach(showOnBoard);
all("[data-zone]").forEach(nameZone);

// == The countdown: days while there are two, then hours, then minutes. Silent. ==

const twoDigits = (number) => String(number).padStart(2, "0");

function timeLeft(left, units) {
  if (left <= 0) return ["0:00", units.started];
  if (left >= 2 * DAY) return [String(Math.floor(left / DAY)), units.days];
  const [whole, part, unit] =
    left >= HOUR ? [HOUR, MINUTE, units.hours] : [MINUTE, 1000, units.minutes];
  return [`${Math.floor(left / whole)}:${twoDigits(Math.floor((left % whole) / part))}`, unit];
}

function tick(board) {
  const left = new Date(board.dataset.startsAt) - Date.now();
  const [figure, unit] = timeLeft(left, board.dataset);
  const [shown, beside] = board.children;
  if (shown.textContent !== figure) shown.textContent = figure;
  if (beside.textContent !== unit) beside.textContent = unit;
  if (left > 0) setTimeout(() => tick(board), 1000 - (Date.now() % 1000));
}

all("[data-starts-at]").forEach(tick);

// == The filter of tables: every word typed stands somewhere in the row ==

const LETTERS = { ß: "ss", ø: "o", đ: "d", ł: "l", æ: "ae", œ: "oe", ı: "i" };

/** Without case and accents: "Skočdopole" is found by "skocdopole". */
function plain(text) {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[ßøđłæœı]/g, (letter) => LETTERS[letter]);
}

const isHeading = (row) => row.matches(".group-row, .unknown-row");

/** Sections and groups of rows of which none is left step back with them. */
function hideEmpty(table) {
  const left = (rows) => rows.some((row) => !row.hidden && !isHeading(row));
  for (const body of table.tBodies) {
    const rows = [...body.rows];
    rows.filter(isHeading).forEach((row) => (row.hidden = !left(rows)));
  }
  const section = table.closest(".ruled-class");
  if (section) section.hidden = !left([...table.tBodies].flatMap((body) => [...body.rows]));
}

function tableFilter(field) {
  const output = document.getElementById(field.dataset.filter);
  const tables = all("main .table-wrap table");
  const before = output.textContent;
  const rows = tables.flatMap((table) => all("tbody tr", table)).filter((row) => !isHeading(row));
  const texts = new Map(rows.map((row) => [row, plain(row.textContent)]));

  function show() {
    const wanted = plain(field.value).split(/\s+/).filter(Boolean);
    rows.forEach((row) => {
      row.hidden = !wanted.every((word) => texts.get(row).includes(word));
    });
    tables.forEach(hideEmpty);
    const shown = rows.filter((row) => !row.hidden).length;
    const counts = { shown, all: rows.length };
    output.textContent = wanted.length ? filled(output.dataset.said, counts) : before;
  }

  field.addEventListener("input", show);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !field.value) return;
    event.preventDefault();
    field.value = "";
    show();
  });
  // A browser may bring back what was typed before.
  if (field.value && !field.defaultValue) show();
}

all("input[data-filter]").forEach(tableFilter);

// == Links to copy ==

function copyLink(button) {
  const told = document.getElementById("said");
  const label = button.textContent;
  button.addEventListener("click", async () => {
    const address = new URL(button.dataset.copy || location.pathname + location.search, location);
    try {
      await navigator.clipboard.writeText(address.href);
    } catch {
      return;
    }
    button.textContent = told.textContent = button.dataset.copied;
    setTimeout(() => {
      button.textContent = label;
      told.textContent = "";
    }, 2000);
  });
  button.disabled = !navigator.clipboard;
}

all("button[data-copy]").forEach(copyLink);

// == What if: a choice fetches the page of that scenario and swaps what it gives ==
// Without this the form does the same by its button.

function whatIf(form, result, status) {
  let asked = 0;

  const address = () => {
    const chosen = [...new FormData(form)].filter(([, value]) => value);
    return `${location.pathname}?${new URLSearchParams(chosen)}`;
  };

  function mark(field, fresh) {
    const wrong = fresh.getElementById(`wrong-${field.name}`)?.textContent ?? "";
    document.getElementById(`wrong-${field.name}`).textContent = wrong;
    field.closest(".field").classList.toggle("field-wrong", Boolean(wrong));
    if (wrong) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }

  function show(text) {
    const fresh = new DOMParser().parseFromString(text, "text/html");
    const found = fresh.getElementById("what-if-result");
    if (!found) return false;
    result.replaceChildren(...found.childNodes);
    all("select", form).forEach((field) => mark(field, fresh));
    status.textContent = result.querySelector("[data-status]")?.textContent ?? "";
    return true;
  }

  form.addEventListener("change", async () => {
    const mine = ++asked;
    const url = address();
    result.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(url, { credentials: "same-origin" });
      const text = response.ok ? await response.text() : "";
      if (mine !== asked) return;
      if (show(text)) history.replaceState(null, "", url);
      else form.submit();
    } catch {
      if (mine === asked) form.submit();
    } finally {
      if (mine === asked) result.removeAttribute("aria-busy");
    }
  });
}

const form = document.getElementById("what-if-form");
const result = document.getElementById("what-if-result");
const status = document.getElementById("what-if-status");
if (form && result) whatIf(form, result, status);
