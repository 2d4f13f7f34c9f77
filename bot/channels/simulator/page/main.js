// Puts the page together: frames from the server in, the person's doings out.
import { setClock, startClock } from "./clock.js";
import { badge, toast } from "./draw.js";
import { drawList, drawPicker, listenToKeys } from "./list.js";
import { Pane } from "./pane.js";
import { Wire } from "./wire.js";
import { world } from "./world.js";

const byId = (id) => document.getElementById(id);
const phone = matchMedia("(max-width: 820px)");
const STATES = { connecting: "连接中…", open: "已连接", closed: "已断开，正在重连…" };
const OFFLINE = "还没连上，稍等一下再发。";

const wire = new Wire(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/simulator/ws`, onFrame, (state) => {
  byId("state").dataset.state = state;
  byId("state").querySelector("span").textContent = STATES[state];
});
const send = (frame) => wire.send(frame) || (toast(OFFLINE), false);
const say = (frame, key) => {
  if (!send(frame)) return false;
  world.pending.set(frame.id, { key, text: frame.text });
  return true;
};
const panes = { group: new Pane("group", say, send), private: new Pane("private", say, send) };

function onFrame(frame) {
  const told = { hello: onHello, bubble: onBubble, changed: onChanged, clock: setClock, roster: onRoster, error: onError }[frame.cmd];
  told?.(frame);
}

function onHello(frame) {
  world.start(frame, sessionStorage.getItem("me"));
  setClock(frame);
  if (world.restore()) toast("刚才那条没有送到，已放回输入框。");
  world.active ??= world.groupKey();
  openBoth();
}

function onBubble(bubble) {
  const key = world.keep(bubble);
  const had = world.people.length;
  world.meet(bubble);
  if (world.people.length !== had) drawPicker();
  for (const pane of Object.values(panes)) if (pane.key === key) pane.add(bubble);
  if (!isSeen(key)) world.unread.set(key, (world.unread.get(key) ?? 0) + 1);
  drawList(choose);
  drawTabs();
}

function onChanged(frame) {
  const changed = world.change(frame);
  if (!changed) return;
  for (const pane of Object.values(panes)) if (pane.key === changed.key) pane.change(changed.bubble);
  drawList(choose);
}

function onRoster(frame) {
  world.enrol(frame.chats, frame.people);
  openBoth();
}

function onError({ text }) {
  toast(text);
  if (world.restore()) for (const pane of Object.values(panes)) pane.refresh();
}

const isSeen = (key) => Object.entries(panes).some(([kind, pane]) => pane.key === key && (!phone.matches || document.body.dataset.pane === kind));

function openBoth() {
  const group = world.chat(world.group);
  const me = world.person(world.me);
  panes.group.open(world.groupKey(), group?.name ?? "没有群", group?.community ?? "");
  panes.private.open(world.privateKey(), world.bot, me ? `与${me.name}的一对一` : "");
  drawPicker();
  look();
}

/** What is on the screen has been read. */
function look() {
  for (const key of world.unread.keys()) if (isSeen(key)) world.unread.delete(key);
  drawList(choose);
  drawTabs();
}

function drawTabs() {
  const count = (wanted) => [...world.unread].reduce((sum, [key, unread]) => sum + (wanted(key) ? unread : 0), 0);
  const counts = { list: count((key) => key !== panes.group.key && key !== panes.private.key), group: count((key) => key === panes.group.key), private: count((key) => key === panes.private.key) };
  for (const tab of document.querySelectorAll("[data-tab]")) {
    badge(tab.querySelector("b"), counts[tab.dataset.tab]);
    if (tab.dataset.tab === document.body.dataset.pane) tab.setAttribute("aria-current", "page");
    else tab.removeAttribute("aria-current");
  }
}

function show(kind) {
  document.body.dataset.pane = kind;
  look();
}

/** A talk is chosen in the list: a group, or a person with their 1:1. */
function choose(item, write) {
  if (!item) return;
  world.active = item.key;
  const kind = item.group !== undefined ? "group" : "private";
  if (kind === "group") world.group = item.group;
  else speakAs(item.user);
  document.body.dataset.pane = kind;
  openBoth();
  if (write && !phone.matches) panes[kind].box.focus();
}

function speakAs(user) {
  world.me = user;
  sessionStorage.setItem("me", user);
}

byId("me").addEventListener("change", (event) => { speakAs(event.target.value); openBoth(); });
for (const tab of document.querySelectorAll("[data-tab]")) tab.addEventListener("click", () => show(tab.dataset.tab));
byId("add").addEventListener("click", () => byId("newcomer").showModal());
byId("never-mind").addEventListener("click", () => byId("newcomer").close());
byId("newcomer").querySelector("form").addEventListener("submit", () => {
  const name = byId("name").value.trim();
  byId("name").value = "";
  if (!name) return;
  world.join(name);
  speakAs(world.me);
  openBoth();
});
function fit() {
  byId("clock").disabled = !phone.matches;
  look();
}
phone.addEventListener("change", fit);
fit();
listenToKeys(choose);
startClock(send);
