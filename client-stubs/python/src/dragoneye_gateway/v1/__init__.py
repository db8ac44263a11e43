"""The messages and stubs of the contract, generated."""
