"""What if: who would move where."""
