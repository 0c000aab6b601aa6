"""Budget planning: weekly history, response curves, and splits that are exact to the cent."""
