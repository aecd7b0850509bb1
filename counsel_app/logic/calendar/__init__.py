"""The calendar: Frist, Vorfrist and Wiedervorlage of all cases.

entries     one entry, and how it ends without being deleted
stored      entries as tables and back, bounded
reminders   days that follow from others: Vorfrist, three months after sending (§ 75 VwGO)
urgency     overdue, today, this week, later
views       what the calendar page and the start page paint
pictures    from entries to views: list, week, month
desk        the commands: put in, finish, drop, show, export
export      the file other calendars read (RFC 5545)
"""
