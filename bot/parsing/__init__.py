"""What follows a command's word: times, items, quantities, people; small readers without I/O."""
