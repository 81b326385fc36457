"""What belongs to translation: entries of PO files, locks, states and their counts."""
