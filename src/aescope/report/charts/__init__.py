"""Drawings for the page, as SVG: each file takes plain values and gives back one drawing."""
