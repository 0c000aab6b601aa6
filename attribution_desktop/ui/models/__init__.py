"""Table models: what the tables show, without a view."""
