"""The WeCom bot channel."""
