"""Data crossing the border of this computer: workbooks in, packages out."""
