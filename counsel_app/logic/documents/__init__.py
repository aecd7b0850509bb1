"""Letters and papers: from the case and the judgement to a neutral document, and from that to files.

kept        what a case keeps: who people are on paper, drafts, what was sent
stored      the same as tables and back, bounded
records     a letter as it stands in `resources/letters`
reading     those files with every mistake in them
conditions  the conditions of all letters as one program, so that they are judged like the law itself
document    the neutral document: address, paragraphs with their reasons, gaps, enclosures
filling     texts with {slots} become pieces, and what is missing becomes a gap
setting     what a letter is made from, and what its slots say
assembling  letter + wishes + case -> document
paragraphs  the paragraphs that are made, not written: conditions, arguments, people
outdated    what changed since the draft
docx        the document as DOCX; `ui/letter_paper` paints the same as pages and PDF
papers      closing sheet, counselling record, what to bring
drafting    the commands that write a letter; desk: sending, answers, papers and the rest
views       what the window paints
"""
