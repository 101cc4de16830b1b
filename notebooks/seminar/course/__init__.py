"""The words that a notebook uses: questions, evidence with its sources, terms, and what is said at both ends."""
