"""The registry of a city: who exists, on every day. No score and no rule of assessment is known here."""
