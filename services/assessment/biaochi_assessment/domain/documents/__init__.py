"""Documents that two persons stand for: circulars, bulletins, dossiers."""
