"""One file a model, and the registry that lists them."""
