"""Load: author's files in, typed and keyed model values out, with every mistake as a diagnostic."""
