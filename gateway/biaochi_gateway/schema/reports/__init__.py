"""Reports over results, some of them as documents in Chinese."""
