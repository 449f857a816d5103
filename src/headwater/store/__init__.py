"""The only package that touches the case folder or the network."""
