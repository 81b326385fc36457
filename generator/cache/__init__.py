"""What is remembered between builds, and how files are written so that nothing half is ever believed."""
