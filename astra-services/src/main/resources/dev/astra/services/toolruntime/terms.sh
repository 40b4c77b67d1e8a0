# The distinct words of four letters and more, one a line. Bytes from 200 (octal) on are parts of letters in UTF-8, those
# below 300 continue one.
LC_ALL=C exec awk '
    {
        count = split(tolower($0), words, /[^a-z\200-\377]+/)
        for (at = 1; at <= count; at++) {
            letters = words[at]
            gsub(/[\200-\277]/, "", letters)
            if (length(letters) >= 4 && !seen[words[at]]++) print words[at]
        }
    }'
