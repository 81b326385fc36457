"""One module for each kind of page; `site.py` beside this folder knows them all."""
