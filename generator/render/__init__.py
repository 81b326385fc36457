"""Render: pages and documents become files: Markdown trees, sites, PDF, DOCX."""
