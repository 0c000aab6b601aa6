"""What is drawn alike on screen and on paper: tokens, palette, fonts, icons, theme, charts."""
