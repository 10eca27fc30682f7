"""Outside systems over the network: frozen values in, frozen values out."""
