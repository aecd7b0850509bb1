"""Deadlines that show their working.

holidays    public holidays of the Länder, working days
rules       the deadlines of `resources/deadlines`, read and checked
delivery    from which day a letter counts as received
reckoning   from rule and facts to the safe and the latest day, each step with its norm
choosing    which deadlines a letter starts
questions   the facts of one reckoning, read from JSON and checked against each other
"""
