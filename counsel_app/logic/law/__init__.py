"""The law: days, truth values, knowledge records and the judgement of a case."""
