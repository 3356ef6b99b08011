"""What it is worth: installed models run over received facts; sheets, standings and rungs with their reasons."""
