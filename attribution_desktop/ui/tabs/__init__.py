"""The pages of the window, each a rendering of one `Analysis`."""
