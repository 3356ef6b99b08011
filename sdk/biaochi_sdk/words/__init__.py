"""The model in Chinese: formulas, rule book, explanation."""
