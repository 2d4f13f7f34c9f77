// The simulated clock: shown ticking, moved forward only, always in the operator's own time zone.
import { world } from "./world.js";

const at = { now: null, seen: 0, cutoff: null, close: null };
const byId = (id) => document.getElementById(id);
const format = (options) => new Intl.DateTimeFormat("zh-CN", { timeZone: world.zone, hourCycle: "h23", ...options });

export const hhmm = (when) => format({ hour: "2-digit", minute: "2-digit" }).format(new Date(when));
export const day = (when) => format({ month: "long", day: "numeric", weekday: "short" }).format(new Date(when));

const simulated = () => at.now + (performance.now() - at.seen);

/** "2026-11-21T20:00" as the wall clock of the operator's zone shows it, `days` later. */
function wall(when, days = 0) {
  const part = Object.fromEntries(format({ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" })
    .formatToParts(when).map(({ type, value }) => [type, value]));
  const moved = new Date(Date.UTC(+part.year, part.month - 1, +part.day + days, +part.hour, +part.minute));
  return moved.toISOString().slice(0, 16);
}

export function setClock(frame) {
  Object.assign(at, { now: Date.parse(frame.now), seen: performance.now(), cutoff: frame.next_cutoff, close: frame.next_close });
  show();
  if (document.activeElement !== byId("to")) byId("to").value = wall(simulated());
}

function show() {
  if (at.now === null) return;
  const now = simulated();
  const cutoff = at.cutoff && `${day(at.cutoff) === day(now) ? "" : `${day(at.cutoff)} `}${hhmm(at.cutoff)}`;
  byId("date").textContent = day(now);
  byId("time").textContent = hhmm(now);
  byId("now").dateTime = new Date(now).toISOString();
  byId("cutoff").textContent = cutoff ? `下次截单 ${cutoff}` : "没有待截单的团购";
  byId("to-cutoff").textContent = cutoff ? `到截单 ${cutoff}` : "到截单";
  byId("to-cutoff").disabled = !cutoff;
  byId("to").min = wall(now);
}

/** Wires the buttons; `send` gets the frame. */
export function startClock(send) {
  setInterval(show, 1000);
  const to = (when) => send({ cmd: "clock", to: when });
  for (const button of document.querySelectorAll("[data-forward]")) {
    button.addEventListener("click", () => send({ cmd: "clock", forward_minutes: +button.dataset.forward }));
  }
  // Orders sent in time may still come in for a while after the cutoff: go to where the buy has closed.
  byId("to-cutoff").addEventListener("click", () => at.close && to(at.close));
  byId("to-morning").addEventListener("click", () => {
    if (at.now === null) return;
    const now = wall(simulated());
    to(`${wall(simulated(), +now.slice(11, 13) < 6 ? 0 : 1).slice(0, 10)}T09:00`); // past midnight, "tomorrow morning" is today's
  });
  byId("tools").addEventListener("submit", (event) => {
    event.preventDefault();
    to(byId("to").value);
  });
  byId("clock").addEventListener("click", () => {
    const open = byId("clock").getAttribute("aria-expanded") !== "true";
    byId("clock").setAttribute("aria-expanded", open);
  });
}
