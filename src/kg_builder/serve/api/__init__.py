"""The JSON interface beside the pages. One table, `endpoints`, says what there is: it reads the parameters and writes the description."""
