"""What it is worth: installed models run over heard facts; sheets, standings and rungs with their reasons."""
