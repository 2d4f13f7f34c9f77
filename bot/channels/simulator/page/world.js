// What the page knows: people, chats, bubbles, who is speaking, what is unread. No drawing here.
export const keyOf = (bubble) => bubble.chat !== null ? `g:${bubble.chat}` : `u:${bubble.to}`;

export const world = {
  bot: "邻里", chats: [], people: [], zone: "Asia/Shanghai", ready: false,
  me: null, group: null,
  talks: new Map(), unread: new Map(), drafts: new Map(), pending: new Map(),

  talk(key) { return this.talks.get(key) ?? []; },
  groupKey() { return this.group === null ? null : `g:${this.group}`; },
  privateKey() { return this.me === null ? null : `u:${this.me}`; },
  person(user) { return this.people.find((one) => one.user === user); },
  chat(id) { return this.chats.find((one) => one.id === id); },

  /** Everything anew, at the first connection and at each later one. */
  start(frame, remembered) {
    Object.assign(this, { bot: frame.bot, zone: frame.zone, ready: true });
    this.talks = new Map();
    for (const bubble of frame.history) this.keep(bubble);
    this.enrol(frame.chats, frame.people);
    if (!this.person(this.me)) this.me = this.person(remembered)?.user ?? this.firstResident();
    if (!this.chat(this.group)) this.group = this.chats[0]?.id ?? null;
  },

  /** The server's people, plus those only this page knows (newcomers who have not spoken yet). */
  enrol(chats, people) {
    const known = new Set(people.map((one) => one.user));
    const names = new Set(people.map((one) => one.name));
    const own = this.people.filter((one) => one.own && !known.has(one.user) && !names.has(one.name));
    this.chats = chats;
    this.people = [...people, ...own];
    for (const talk of this.talks.values()) for (const bubble of talk) this.meet(bubble);
    if (this.ready && this.me !== null && !this.person(this.me)) this.me = this.firstResident();
  },

  firstResident() { return (this.people.find((one) => one.role === "resident") ?? this.people[0])?.user ?? null; },

  meet(bubble) {
    if (bubble.kind !== "message" || this.person(bubble.who)) return;
    this.people = [...this.people, { user: bubble.who, name: bubble.name, role: "resident", own: true }];
  },

  keep(bubble) {
    const key = keyOf(bubble);
    if (!this.talks.has(key)) this.talks.set(key, []);
    this.talks.get(key).push(bubble);
    this.pending.delete(bubble.id);
    return key;
  },

  /** A newcomer becomes the speaker; a name already here is that person. */
  join(name) {
    const there = this.people.find((one) => one.name === name || one.user === name);
    if (!there) this.people = [...this.people, { user: name, name, role: "resident", own: true }];
    this.me = there?.user ?? name;
  },

  /** The talks in the order of the list: groups, leaders and admins, residents who have talked 1:1. */
  listed() {
    const staff = this.people.filter((one) => one.role !== "resident");
    const others = this.people.filter((one) => one.role === "resident" && (one.user === this.me || this.talks.has(`u:${one.user}`)));
    const entry = (one) => ({ key: `u:${one.user}`, name: one.name, user: one.user });
    return [
      { title: "群聊", items: this.chats.map((one) => ({ key: `g:${one.id}`, name: one.name, group: one.id, community: one.community })) },
      { title: "团长和管理员 · 与邻里的私聊", items: staff.map(entry) },
      { title: "居民 · 与邻里的私聊", items: others.map(entry) },
    ].filter((section) => section.items.length);
  },

  /** A bubble that was recalled or edited; what it said is kept for whoever writes it anew. */
  change(bubble) {
    const key = keyOf(bubble);
    const at = this.talk(key).findIndex((one) => one.seq === bubble.seq);
    if (at < 0) return null;
    const before = this.talk(key)[at];
    this.talk(key)[at] = { ...bubble, was: before.text || before.was };
    return { key, bubble: this.talk(key)[at] };
  },

  /** My last delivery in this talk, to be made again unchanged. */
  lastOfMine(key) { return this.talk(key).findLast((one) => one.who === this.me && one.kind === "message" && one.state === ""); },

  /** What was sent and never came back goes back into its input box; true if there was any. */
  restore() {
    const lost = [...this.pending.values()];
    this.pending.clear();
    for (const { key, text } of lost) if (!this.drafts.get(key)) this.drafts.set(key, text);
    return lost.length > 0;
  },
};
