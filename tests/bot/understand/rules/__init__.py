"""LABELS.md examined rule by rule: fresh sentences, written from the rules and not from the code."""
