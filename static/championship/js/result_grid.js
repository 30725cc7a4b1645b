/* Typing a result by keyboard: Enter goes on, teams appear, typed cars are crossed off.
   Without this file the same form works with Tab and its buttons. */
(() => {
  "use strict";

  const form = document.querySelector(".result-typing");
  if (!form) return;

  const COLUMNS = ["number", "laps", "time", "best_lap", "status"];
  const AT_MOST = 190;
  const body = form.querySelector(".result-grid tbody");
  const list = form.querySelector(".not-typed");
  const cars = new Map();
  for (const item of list.querySelectorAll("li[data-number]")) cars.set(item.dataset.number, item);

  const rows = () => [...body.rows];
  const cell = (row, name) => row.querySelector(`[name="${name}"]`);
  const numberOf = (row) => cell(row, "number").value.trim().toUpperCase();

  function addRow() {
    if (body.rows.length >= AT_MOST) return null;
    const last = body.rows[body.rows.length - 1];
    const row = last.cloneNode(true);
    const line = String(body.rows.length + 1);
    row.querySelector("th").textContent = line;
    row.querySelector(".team").textContent = "";
    for (const input of row.querySelectorAll("input")) {
      input.value = "";
      input.placeholder = "";
      const label = input.getAttribute("aria-label");
      input.setAttribute("aria-label", label.replace(/\d+(?=\D*$)/, line));
    }
    body.append(row);
    return row;
  }

  function rowAfter(row) {
    return row.nextElementSibling || addRow();
  }

  function lookUp() {
    const seen = new Map();
    for (const row of rows()) {
      const number = numberOf(row);
      const team = row.querySelector(".team");
      let text = "";
      if (number && seen.has(number)) text = list.dataset.twice.replace("%s", seen.get(number));
      else if (number) text = cars.has(number) ? cars.get(number).dataset.team : list.dataset.unknown;
      if (team.textContent !== text) team.textContent = text;
      team.classList.toggle("is-odd", Boolean(number) && (seen.has(number) || !cars.has(number)));
      if (number && !seen.has(number)) seen.set(number, row.rowIndex);
    }
    for (const [number, item] of cars) item.hidden = seen.has(number);
  }

  function goTo(input) {
    if (!input) return;
    input.focus();
    input.select();
  }

  /* Number, laps, next car; from any other cell to the next car. An empty number ends the list. */
  function goOn(input) {
    const row = input.closest("tr");
    if (input.name !== "number") return goTo(cell(rowAfter(row) || row, "number"));
    if (input.value.trim()) return goTo(cell(row, "laps"));
    return form.querySelector('[name="_show"]').focus();
  }

  body.addEventListener("keydown", (event) => {
    const input = event.target.closest("input");
    if (!input || event.isComposing) return;
    const row = input.closest("tr");
    if (event.key === "Enter") {
      event.preventDefault();
      goOn(input);
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      goTo(cell(rowAfter(row) || row, input.name));
    } else if (event.key === "ArrowUp" && row.previousElementSibling) {
      event.preventDefault();
      goTo(cell(row.previousElementSibling, input.name));
    }
  });

  body.addEventListener("input", (event) => {
    if (event.target.name === "number") lookUp();
  });

  /* Lines of a spreadsheet: cells parted by tabs, in the order of the columns from here on. */
  body.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text");
    if (!/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    const start = COLUMNS.indexOf(event.target.name);
    let row = event.target.closest("tr");
    for (const line of text.replace(/\r/g, "").replace(/\n+$/, "").split("\n")) {
      if (!row) break;
      line.split("\t").forEach((value, place) => {
        const input = cell(row, COLUMNS[start + place]);
        if (input) input.value = value.trim();
      });
      row = rowAfter(row);
    }
    lookUp();
    if (row) goTo(cell(row, "number"));
  });

  form.querySelector('[name="_more"]')?.addEventListener("click", (event) => {
    event.preventDefault();
    let first = null;
    for (let i = 0; i < 10; i += 1) {
      const row = addRow();
      first = first || row;
    }
    if (first) goTo(cell(first, "number"));
  });

  for (const hint of document.querySelectorAll(".only-with-script")) hint.hidden = false;
  lookUp();
  goTo(cell(rows().find((row) => !numberOf(row)) || rows()[0], "number"));
})();
