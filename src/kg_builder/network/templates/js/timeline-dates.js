// Dates as written (EDTF: 2021-02-27, 2021-03, 2021, 2021-21 for spring, 202X, 2021-02/2021-06) as times of the timeline.
(() => {
"use strict";
const DAY = 86400000;
kg.DAY = DAY;
const utc = (y, m = 1, d = 1) => { const made = new Date(Date.UTC(2000, m - 1, d)); made.setUTCFullYear(y, m - 1, d); return made.getTime(); };
const months = (y, first, count, grain) => ({ from: utc(y, first), to: utc(y, first + count), grain });

// One date without an interval: its first moment, the moment after its last, and how fine it is.
function single(text) {
  const plain = text.replace(/[?~%]/g, "");
  let found = /^(\d{3})[Xu]$/.exec(plain);
  if (found) return { from: utc(Number(found[1]) * 10), to: utc(Number(found[1]) * 10 + 10), grain: "decade" };
  found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?$/.exec(plain);
  if (!found) return null;
  const [y, m, d] = found.slice(1).map((part) => (part === undefined ? null : Number(part)));
  if (m === null) return months(y, 1, 12, "year");
  if (m >= 21 && m <= 24) return months(y, 3 * (m - 21) + 3, 3, "season");
  if (m >= 33 && m <= 36) return months(y, 3 * (m - 33) + 1, 3, "quarter");
  if (m === 40 || m === 41) return months(y, 6 * (m - 40) + 1, 6, "half");
  if (m < 1 || m > 12) return null;
  if (d === null) return months(y, m, 1, "month");
  return d >= 1 && d <= 31 ? { from: utc(y, m, d), to: utc(y, m, d) + DAY, grain: "day" } : null;
}
// { from, to, grain } in milliseconds, or null where the text is no date.
kg.dateSpan = (text) => {
  const [start, end] = (text || "").split("/").map((part) => part.trim());
  const first = single(start || ""), last = end === undefined ? first : single(end);
  if (!first && !last) return null;
  if (!first || !last) return first ?? last;
  return last.to > first.from ? { from: first.from, to: last.to, grain: end === undefined ? first.grain : "interval" } : first;
};
// A date in the reader's words: 2021-21 is "2021年春"; what has no words of its own stays as written.
kg.dateWords = (text) => (text || "").split("/").map((part) => {
  const found = /^(\d{4})-(2[1-4]|3[3-6]|4[01])$/.exec(part.trim());
  return found ? kg.t(`time.part.${found[2]}`, found[1]) : part;
}).join(" – ");

const pad = (n) => String(n).padStart(2, "0");
// A time as ISO date of the given fineness: day, month or year.
kg.isoOf = (time, grain = "day") => {
  const date = new Date(time), y = String(date.getUTCFullYear()).padStart(4, "0");
  return { day: `${y}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())}`, month: `${y}-${pad(date.getUTCMonth() + 1)}`, year: y }[grain];
};

const STEPS = [[1, "day"], [2, "day"], [7, "day"], [14, "day"], [1, "month"], [2, "month"], [3, "month"], [6, "month"], [1, "year"], [2, "year"], [5, "year"], [10, "year"], [20, "year"], [50, "year"], [100, "year"]];
const LENGTH = { day: DAY, month: 30.44 * DAY, year: 365.25 * DAY };
// Marks of the axis between two times, at most `most` of them: [{ time, label, strong }].
kg.timeAxis = (from, to, most) => {
  const [count, unit] = STEPS.find(([n, each]) => (to - from) / (n * LENGTH[each]) <= most) ?? STEPS.at(-1);
  const start = new Date(from), marks = [];
  let y = start.getUTCFullYear(), m = start.getUTCMonth() + 1, time;
  if (unit === "day") { for (time = Math.ceil(from / DAY / count) * DAY * count; time <= to; time += count * DAY) marks.push({ time, label: kg.isoOf(time).slice(marks.length && kg.isoOf(time).slice(5, 7) !== "01" ? 5 : 0), strong: kg.isoOf(time).endsWith("-01") }); return marks; }
  if (unit === "year") { y = Math.floor(y / count) * count; m = 1; } else m = Math.floor((m - 1) / count) * count + 1;
  while ((time = utc(y, m)) <= to) {
    const whole = new Date(time).getUTCMonth() === 0;
    if (time >= from) marks.push({ time, label: kg.isoOf(time, unit), strong: whole && (unit === "month" || new Date(time).getUTCFullYear() % (count * 10) === 0) });
    if (unit === "year") y += count; else m += count;
  }
  return marks;
};
})();
