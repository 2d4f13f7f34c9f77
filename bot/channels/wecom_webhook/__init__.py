"""WeCom group webhook (消息推送): speaks in one internal group, hears nothing."""
