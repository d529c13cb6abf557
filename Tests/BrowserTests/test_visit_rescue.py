"""The rescue file: out of one device, into another of the same person, and nothing twice."""
