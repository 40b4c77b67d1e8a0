# A report of the files: a heading each, then its text.
LC_ALL=C exec awk '
    BEGIN {
        for (at = 1; at < ARGC; at++) {
            print "# " ARGV[at]
            print ""
            while ((getline line < ("./" ARGV[at])) > 0) print line
            print ""
        }
    }' "$@"
