"""The ladder as frozen values, and every question it answers by itself: names, expectations, search, ways, and proofs.
No record of anybody and no database."""
