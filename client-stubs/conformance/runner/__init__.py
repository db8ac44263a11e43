"""Runs the scenarios against every client and prints the matrix."""
