"""The work of a year as a city's plugin declares it: kinds of things that are done, their steps, and what follows."""
