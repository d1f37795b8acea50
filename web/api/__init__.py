"""The JSON door: endpoints, the shapes of their answers and what fills them."""
