"""The benchmark: what Rungs costs, beside the bare ideal on the same machine in the same run."""
