"""What happened: cycles and facts, judged once when they are recorded and never edited. No score is known here."""
