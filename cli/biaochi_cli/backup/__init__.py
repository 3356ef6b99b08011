"""The whole platform in a folder, proven by hashes, and back: `biaochi backup` and `biaochi restore`."""
