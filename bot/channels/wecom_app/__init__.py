"""WeCom self-built app (自建应用): 1:1 with members, by callback and `message/send`."""
