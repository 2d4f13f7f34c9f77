"""The WeCom app channel."""
