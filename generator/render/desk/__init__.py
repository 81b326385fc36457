"""What translators are sent: one module for each shape."""
