"""The whole platform under load while things break: what was promised is checked by a program that saw everything."""
