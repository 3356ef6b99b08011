"""Files that leave the platform: what a list is exported as, how it is built, and where it waits to be fetched."""
