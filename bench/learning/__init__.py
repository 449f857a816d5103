"""What `bench/learn.py` does: labelled notes to examples, examples to the weights that the package ships."""
