"""WeCom AI bot (智能机器人) by HTTP callback: hears mentions in internal groups and 1:1 talks."""
