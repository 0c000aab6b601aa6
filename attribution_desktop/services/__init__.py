"""What a user can do: the window and the command line call nothing below this room."""
