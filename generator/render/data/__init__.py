"""The toolkit as data, as files: one module for each format, all made from `blocks/dataset.py`."""
