"""What activities are made with: panels with controls, items to sort or tick, lists to check."""
