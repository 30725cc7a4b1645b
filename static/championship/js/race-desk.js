// The time where the page is read, beside that of the circuit; without a script it is not told.
"use strict";

for (const time of document.querySelectorAll("time[data-here]")) {
  const clock = new Intl.DateTimeFormat(document.documentElement.lang, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  time.textContent = `· ${clock.format(new Date(time.dateTime))} ${time.dataset.words}`;
  time.hidden = false;
}
