"""The WeCom webhook channel."""
