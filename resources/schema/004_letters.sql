-- From here on a case may have sealed parts "letters" and "sent", and a person an identity. No table changes; the
-- number keeps out earlier programs, which would call such a case damaged.
SELECT 1;
