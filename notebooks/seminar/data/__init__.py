"""What the files of the pack hold: tables of evidence, records, stored notebooks; and whether all is sound."""
