"""The finished site: its list of files, its offline kit, and the step that puts it in place."""
