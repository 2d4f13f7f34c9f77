"""Which pickup point each household of a buy is served at: decided at once, solved as a whole, explained."""
