"""Parts that several tabs and dialogs are made of."""
