"""How a proposal looks: its forms, its messages, the list of what is open."""
