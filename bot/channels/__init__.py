"""The outside: one folder per platform; its messages become `Incoming`, and it speaks for the bot."""
