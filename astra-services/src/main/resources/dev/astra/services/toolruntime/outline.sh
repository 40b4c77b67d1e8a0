# The sentences, numbered. A sentence ends with . ! or ? before a space.
LC_ALL=C exec awk '
    { text = text " " $0 }
    END {
        gsub(/[ \t\r]+/, " ", text)
        sub(/^ /, "", text)
        sub(/ $/, "", text)
        while (match(text, /[.!?]+ /)) {
            print ++number ". " substr(text, 1, RSTART + RLENGTH - 2)
            text = substr(text, RSTART + RLENGTH)
        }
        if (text != "") print ++number ". " text
    }'
