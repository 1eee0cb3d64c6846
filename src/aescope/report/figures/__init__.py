"""The pictures that a notebook links: each file draws one kind."""
