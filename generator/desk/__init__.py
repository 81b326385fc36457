"""What translators are sent, and what they send back."""
