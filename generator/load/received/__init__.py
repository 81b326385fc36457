"""Files that translators send back, in whatever shape and letters their programs have saved them."""
