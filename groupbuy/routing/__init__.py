"""The way of a buy's goods to its points: which stops there are, in which order, what each is to get."""
