"""The duties to cooperate (measure M2): what is demanded, what was done and when, what heals.

`duties` reads the law of the checklist, `acts` is what a person's case keeps of it, `summary` the sentences for a
letter, `desk` the commands of the page.
"""
