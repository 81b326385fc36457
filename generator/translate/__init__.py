"""From the English and a catalogue to the same library in another language, each text knowing its state."""
