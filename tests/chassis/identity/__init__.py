"""Who is believed, by which keys, and who may."""
