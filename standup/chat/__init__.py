"""How platforms plug in: the interface, the registry, the console and the public contract."""
