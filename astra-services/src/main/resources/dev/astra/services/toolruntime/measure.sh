# How many lines, words and characters (with the ends of lines) there are; a byte that continues a character of UTF-8 is none.
LC_ALL=C exec awk '
    {
        words += NF
        gsub(/[\200-\277]/, "")
        characters += length($0) + 1
    }
    END { print "lines " NR + 0; print "words " words + 0; print "characters " characters + 0 }'
