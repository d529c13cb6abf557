"""What `make bench` runs; Benchmarks/README.md says how to read it."""
