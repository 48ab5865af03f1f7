"""How a stage is put to a model: the fragments of a prompt, and the schema it is to answer by."""
